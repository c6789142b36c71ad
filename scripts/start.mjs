// npm start: from a bare clone to the app's window.
import { join } from 'node:path'
import { ensureElectron } from './lib/electron-runtime.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensurePackages } from './lib/ensure-packages.mjs'
import { checkNodeVersion } from './lib/node.mjs'
import { osSandboxUsable } from './lib/os-sandbox.mjs'
import { repoRoot } from './lib/paths.mjs'
import { runForeground } from './lib/run.mjs'
import { runMain, say, SetupError } from './lib/say.mjs'
import { ensureSystemPackages } from './lib/system-packages.mjs'

function checkDisplay() {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) {
    return
  }
  throw new SetupError(
    'there is no display here: try `npm run demo` in the terminal, or `xvfb-run -a npm start` for a window on a virtual display',
  )
}

function sandboxArgs(distPath) {
  if (process.platform !== 'linux') return []
  if (process.getuid?.() === 0) {
    say('running as root: Electron needs --no-sandbox then; an ordinary user gets the OS sandbox')
    return ['--no-sandbox']
  }
  if (osSandboxUsable(distPath)) return []
  const helper = join(distPath, 'chrome-sandbox')
  say(
    `this system denies user namespaces, so Electron runs with --no-sandbox; to get the OS sandbox: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  )
  return ['--no-sandbox']
}

await runMain(async () => {
  checkNodeVersion()
  checkDisplay()
  ensurePackages()
  ensureSystemPackages('window')
  const [runtime] = await Promise.all([ensureElectron(), ensureBuild()])
  return runForeground(runtime.executable, [
    ...sandboxArgs(runtime.distPath),
    repoRoot,
    ...process.argv.slice(2),
  ])
})
