import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { version: string }

/** Our own modules by their path from the root of the repository; those of packages have none. */
function ownPath(id: string): string {
  const path = id.replaceAll('\\', '/')
  const root = here('..').replaceAll('\\', '/')
  return path.startsWith(root) && !path.includes('/node_modules/') ? path.slice(root.length) : ''
}

/** What reading a command line and printing need: all that help and bad input load. Nothing in it may need `work`. */
const words =
  /^(?:messages|shared|cli\/(?:args|output|main\.ts|run\.ts|verbs\/exit-code|host\/(?:host|signals|version))|core\/(?:failure|webhooks\/signature|klavi\/(?:origin|look-alikes)|payments\/amount|watch\/status-machine)|simulator\/faults\/recipes)/
/** What every verb needs. The HTTP library, the keychain and the simulator stay apart: not every run has use for them. */
const work =
  /^(?:simulator\/embedded|cli\/(?:host\/(?!compile-cache|quick-libc)|verbs\/(?!report))|core\/(?!readiness\/|scenarios\/|evidence\/report\/|klavi\/http\/(?:got|app)-wire|vault\/(?!session|stored|fingerprint)))/

/**
 * Chunks that need each other run in an order in which one of them finds nothing where a constant should be: better no build
 * than that.
 */
function refuseCycles(bundle: Record<string, { type: string; imports?: string[] }>): void {
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) throw new Error(`chunks in a circle: ${[...way, file].join(' → ')}`)
    if (done.has(file)) return
    for (const next of bundle[file]?.imports ?? []) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of Object.keys(bundle)) visit(file, [])
}

// Everything is bundled but the packages that carry native binaries; what a verb does not need stays in its own chunk.
export default defineConfig({
  root: here('.'),
  define: { __VERSION__: JSON.stringify(version), 'import.meta.dirname': '__dirname' },
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
        // Starts 15 ms sooner than ES modules, and its compiled form can be kept under Node 20 too.
        format: 'cjs',
        entryFileNames: '[name].js',
        // Flat, beside keychain-child.js, which chunks look for in their own folder.
        chunkFileNames: '[name]-[hash].js',
        // Few files: each module that is opened costs a start more than its size does.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'words', test: (id) => words.test(ownPath(id)) },
            { name: 'work', test: (id) => work.test(ownPath(id)) },
          ],
        },
        comments: { legal: true, annotation: false, jsdoc: false },
        banner: (chunk) => (chunk.name === 'klavi-tester' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [
    {
      name: 'executable',
      writeBundle() {
        chmodSync(here('../out/cli/klavi-tester.js'), 0o755)
        // The repository's own package.json says that .js files are ES modules.
        writeFileSync(here('../out/cli/package.json'), '{ "type": "commonjs" }\n')
      },
    },
    {
      name: 'no-cycles',
      generateBundle: (_options, bundle) => refuseCycles(bundle),
    },
  ],
})
