// npm run dev: the app with live reload. Needs `npm ci`; uses the same Electron as npm start.
import { ensureElectron } from './lib/electron-runtime.mjs'
import { ensurePackages } from './lib/ensure-packages.mjs'
import { childEnv, childNode, packageBin } from './lib/node.mjs'
import { inRepo } from './lib/paths.mjs'
import { runForeground } from './lib/run.mjs'
import { runMain } from './lib/say.mjs'

await runMain(async () => {
  ensurePackages()
  const messages = await runForeground(childNode(), [inRepo('scripts', 'messages.mjs')])
  if (messages !== 0) return messages
  const { distPath, executable } = await ensureElectron()
  const sandbox = process.getuid?.() === 0 ? ['--noSandbox'] : []
  return runForeground(
    childNode(),
    [
      packageBin('electron-vite', 'bin/electron-vite.js'),
      'dev',
      ...sandbox,
      ...process.argv.slice(2),
    ],
    { env: childEnv({ ELECTRON_OVERRIDE_DIST_PATH: distPath, ELECTRON_EXEC_PATH: executable }) },
  )
})
