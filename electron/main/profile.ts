import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where things lie in a profile (docs/cli.md, files and names). */
export interface Profile {
  folder: string
  logs: string
  cache: string
  /** Chromium's own files. */
  chromium: string
  crashes: string
  windowFile: string
}

export interface ProfileSource {
  env: NodeJS.ProcessEnv
  argv: readonly string[]
  /** The platform's folder for all programs' data, e.g. `~/.config`. */
  appData: string
}

/**
 * The profile of this run: `--profile DIR`, else KLAVI_TESTER_PROFILE, else `klavi-tester` in the platform's folder.
 * Not Electron's own `userData`, which would be another folder in the packaged app (its product name has a space).
 */
export function resolveProfile({ env, argv, appData }: ProfileSource): Profile {
  const chosen = profileArgument(argv) ?? env['KLAVI_TESTER_PROFILE']
  const folder = chosen ? resolve(chosen) : join(appData, 'klavi-tester')
  const cache = join(folder, 'cache')
  return {
    folder,
    cache,
    logs: join(folder, 'logs'),
    chromium: join(cache, 'chromium'),
    crashes: join(cache, 'crashes'),
    windowFile: join(cache, 'window.json'),
  }
}

function profileArgument(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((one) => one === '--profile' || one.startsWith('--profile='))
  if (at < 0) return undefined
  return argv[at] === '--profile' ? argv[at + 1] : argv[at]?.slice('--profile='.length)
}

/**
 * Moves everything that Electron keeps into the profile, so that two profiles share nothing, the single-instance lock
 * included. Must run before `ready`.
 */
export function useProfile(
  app: { setPath(name: string, path: string): void },
  profile: Profile,
): void {
  for (const folder of [profile.folder, profile.chromium, profile.logs]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }
  app.setPath('userData', profile.chromium)
  app.setPath('sessionData', profile.chromium)
  app.setPath('crashDumps', profile.crashes)
  app.setPath('logs', profile.logs)
}
