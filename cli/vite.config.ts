import { chmodSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { version: string }

// Everything is bundled but the packages that carry native binaries; what a verb does not need stays in its own chunk.
export default defineConfig({
  root: here('.'),
  define: { __VERSION__: JSON.stringify(version) },
  ssr: { noExternal: true, external: ['libsql', 'keytar'], target: 'node' },
  build: {
    ssr: true,
    target: 'node20.18',
    outDir: here('../out/cli'),
    emptyOutDir: true,
    minify: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: {
        'klavi-tester': here('klavi-tester.ts'),
        'keychain-child': here('../core/vault/keychain-child.ts'),
      },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        // Flat, beside keychain-child.js, which chunks look for in their own folder.
        chunkFileNames: '[name]-[hash].js',
        banner: (chunk) => (chunk.name === 'klavi-tester' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [
    {
      name: 'executable',
      closeBundle: () => chmodSync(here('../out/cli/klavi-tester.js'), 0o755),
    },
  ],
})
