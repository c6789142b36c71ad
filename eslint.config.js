import svelte from 'eslint-plugin-svelte'
import { defineConfig, globalIgnores } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import noBareText from './scripts/eslint/no-bare-text.js'

/** Rules that hold in every language here; layout is prettier's business. */
const everywhere = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-control-regex': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-param-reassign': 'error',
  'no-self-compare': 'error',
  'no-throw-literal': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
}

const unused = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }

/** Rules that need types: worth their seconds where a forgotten await loses a payment. */
const typed = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
}

const typedFolders = ['core', 'electron/main', 'electron/contract', 'electron/preload', 'cli']
  .concat(['simulator', 'messages', 'shared'])
  .map((folder) => `${folder}/**/*.ts`)

export default defineConfig(
  globalIgnores([
    ...['out/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/'],
    'messages/generated/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { rules: everywhere },

  {
    files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', unused],
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: typedFolders,
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: typed,
  },

  ...svelte.configs.recommended,
  {
    files: ['renderer/**/*.{svelte,ts}', 'test/component/**/*.{svelte,ts}'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      // The renderer shows what came from outside: never as markup.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // Also fires on a URL that never leaves its function.
      'svelte/prefer-svelte-reactivity': 'off',
      // The prop's own name is what Svelte compares; `let` is needed for $props and $bindable.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived', '$state'] }],
    },
  },

  {
    files: ['renderer/src/**/*.svelte'],
    ignores: ['renderer/src/gallery/**'],
    plugins: { house: { rules: { 'no-bare-text': noBareText } } },
    rules: {
      // What is the same in every language: units, and words of the wire and of HTTP.
      'house/no-bare-text': [
        'error',
        { allow: ['POST', '/payments', 'https://', 'ms', 'R$', 'R$ —'] },
      ],
    },
  },

  {
    files: ['scripts/**/*.{mjs,js}', 'test/bench/**/*.{mjs,js}', '*.{js,cjs,mjs}', '.*.cjs'],
    languageOptions: { globals: globals.node },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': ['error', unused],
      // Tooling talks to the terminal.
      'no-console': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Playwright reads a fixture's dependencies from its first parameter's pattern, empty or not.
      'no-empty-pattern': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
