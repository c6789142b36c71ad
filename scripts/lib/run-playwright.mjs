import { spawn } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { childEnv } from './node.mjs'
import { inRepo } from './paths.mjs'
import { say } from './say.mjs'

const KEYRING_PASSWORD = 'klavi-e2e'

/** Unlocks a fresh gnome-keyring on the run's own bus, then becomes the command that is given. */
const WITH_KEYRING = [
  `printf ${KEYRING_PASSWORD} | gnome-keyring-daemon --unlock --components=secrets >/dev/null`,
  'exec "$@"',
].join('\n')

const SCREEN = '-screen 0 1440x960x24 -nolisten tcp'

/**
 * Runs Playwright in a prepared place (e2e-place.mjs): on Linux under a virtual display, on a session
 * bus of its own with a real, unlocked gnome-keyring. Resolves to the exit code; what the run left
 * behind (report.json, traces, pictures) is in test-results/ afterwards.
 */
export async function runPlaywright(place, args, { stdio = 'inherit' } = {}) {
  const playwright = join(place.repo, 'node_modules', '@playwright', 'test', 'cli.js')
  const command = [place.node, playwright, 'test', ...args]
  const full =
    process.platform === 'linux'
      ? [
          ...place.prefix,
          ...['dbus-run-session', '--', 'xvfb-run', '-a', '-s', SCREEN],
          ...['sh', '-c', WITH_KEYRING, 'sh', ...command],
        ]
      : command
  const code = await runGroup(full, { cwd: place.repo, env: environment(place), stdio })
  const results = inRepo('test-results')
  rmSync(results, { recursive: true, force: true })
  cpSync(place.results, results, { recursive: true })
  if (code !== 0) say(`what the failed tests left behind is in ${results}`)
  return code
}

function environment(place) {
  const linux =
    process.platform === 'linux'
      ? { HOME: place.home, XDG_RUNTIME_DIR: place.run, TMPDIR: place.tmp }
      : {}
  const env = childEnv({
    ...linux,
    KLAVI_TESTER_E2E_ELECTRON: place.electron,
    KLAVI_TESTER_E2E_RESULTS: place.results,
    KLAVI_TESTER_E2E_SANDBOX: place.sandbox ? 'on' : 'off',
    ...(place.packaged ? { KLAVI_TESTER_E2E_PACKAGED: place.packaged } : {}),
  })
  // The person's own session must not leak into the tests' session.
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'XAUTHORITY']) {
    delete env[name]
  }
  for (const name of Object.keys(env))
    if (name.startsWith('XDG_') && name.endsWith('_HOME')) delete env[name]
  return env
}

/** Runs a command in a process group of its own and leaves nothing of that group behind. */
function runGroup([command, ...args], options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' })
    const end = (signal) => {
      try {
        if (process.platform === 'win32') child.kill(signal)
        else process.kill(-child.pid, signal)
      } catch {
        // The group has already gone.
      }
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, end)
    child.once('error', reject)
    child.once('exit', (code) => {
      for (const signal of signals) process.off(signal, end)
      end('SIGKILL')
      resolve(code ?? 130)
    })
  })
}
