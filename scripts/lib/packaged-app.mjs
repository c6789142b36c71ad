import { existsSync } from 'node:fs'
import { inRepo } from './paths.mjs'

/** Where `npm run package:dir` puts the unpacked app; one built on the test runtime says so in its name. */
export function packagedFolder(runtime) {
  return inRepo('dist', runtime.kind === 'test-runtime' ? 'unpacked-testruntime' : 'unpacked')
}

/** The packaged app's executable, or undefined where it was not built. */
export function packagedExecutable(runtime) {
  const folder = packagedFolder(runtime)
  const candidates = {
    linux: ['linux-unpacked/klavi-tester', 'linux-arm64-unpacked/klavi-tester'],
    darwin: ['mac', 'mac-arm64'].map((f) => `${f}/Klavi Tester.app/Contents/MacOS/Klavi Tester`),
    win32: ['win-unpacked/Klavi Tester.exe'],
  }
  return (candidates[process.platform] ?? [])
    .map((path) => `${folder}/${path}`)
    .find((path) => existsSync(path))
}
