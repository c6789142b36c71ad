import { fileURLToPath } from 'node:url'

/** The repository's folder, or the copy of it that this run uses. */
export const appFolder = fileURLToPath(new URL('../../../', import.meta.url))

/** What `npm run e2e` prepared for this run. */
export const surroundings = {
  /** The Electron executable. */
  get electron(): string {
    const path = process.env['KLAVI_TESTER_E2E_ELECTRON']
    if (!path) throw new Error('start these tests with: npm run e2e')
    return path
  },
  /** The packaged app's executable, where one was built. */
  get packaged(): string | undefined {
    return process.env['KLAVI_TESTER_E2E_PACKAGED']
  },
  /** Whether Chromium's OS sandbox can be had here. */
  get sandbox(): boolean {
    return process.env['KLAVI_TESTER_E2E_SANDBOX'] !== 'off'
  },
  /** Where a run leaves its pictures and traces. */
  get results(): string {
    return process.env['KLAVI_TESTER_E2E_RESULTS'] ?? 'test-results'
  },
}

/** The app's environment: this process's, without the program's own variables, on a profile of its own. */
export function appEnvironment(
  profile: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    const foreign = /^(KLAVI_|ELECTRON_|NODE_OPTIONS$|npm_)/.test(name)
    if (value !== undefined && !foreign) env[name] = value
  }
  return { ...env, KLAVI_TESTER_PROFILE: profile, ...extra }
}
