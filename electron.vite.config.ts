import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { devDependencies } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as {
  devDependencies: { electron: string }
}
const pinnedElectronMajor = Number.parseInt(devDependencies.electron.replace(/^\D+/, ''), 10)

// By hand, since electron-vite's own table does not know the pinned Electron; and low enough for the test runtime.
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

/*
 * Three programs. Of the packages only `dependencies` (libsql and keytar, which carry binaries) stay outside; all else
 * is bundled, in chunks that are loaded when they are needed.
 */
export default defineConfig({
  main: {
    define: { __PINNED_ELECTRON_MAJOR__: String(pinnedElectronMajor) },
    build: {
      target: nodeTarget,
      outDir: here('out/main'),
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: here('electron/main/index.ts'),
          'keychain-child': here('core/vault/keychain-child.ts'),
          'desk-child': here('core/evidence/bodies/desk-child.ts'),
        },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },

  preload: {
    build: {
      target: nodeTarget,
      outDir: here('out/preload'),
      rolldownOptions: {
        input: { index: here('electron/preload/index.ts') },
        // A sandboxed preload must be CommonJS and one file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },

  renderer: {
    root: here('renderer'),
    plugins: [svelte({ configFile: false })],
    server: { host: '127.0.0.1' },
    build: {
      target: chromeTarget,
      outDir: here('out/renderer'),
      minify: true,
      sourcemap: true,
      // The policy allows no inline script and no data: address but of images.
      assetsInlineLimit: (file) => (/\.(svg|png|webp)$/.test(file) ? undefined : false),
      modulePreload: { polyfill: false },
      rolldownOptions: { input: here('renderer/index.html') },
    },
  },
})
