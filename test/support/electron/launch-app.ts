import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { collectOutput, gone, killNow } from './app-process.ts'
import { appEnvironment, appFolder, surroundings } from './surroundings.ts'

export interface LaunchOptions {
  /** The profile folder; a fresh one per test where it is left out. */
  profile?: string
  /** More environment variables, e.g. KLAVI_TESTER_ENV_SIMULATOR_STEP_MS. */
  env?: Readonly<Record<string, string>>
  /** More command-line arguments, after the app's folder. */
  args?: readonly string[]
  /** Another Electron than the run's own. */
  executable?: string
  /** Another app than this one: its folder. */
  app?: string
}

export interface RunningApp {
  electron: ElectronApplication
  /** The first window. */
  window: Page
  pid: number
  profile: string
  /** All that the main process wrote so far. */
  output(): string
  /** Quits as a person would. */
  close(): Promise<void>
  /** `kill -9` of the main process. */
  kill(): Promise<void>
}

/** Starts the built app in the run's Electron and waits for its first window. */
export async function launchApp(profile: string, options: LaunchOptions = {}): Promise<RunningApp> {
  const electron = await _electron.launch({
    executablePath: options.executable ?? surroundings.electron,
    args: [options.app ?? appFolder, ...(options.args ?? [])],
    env: appEnvironment(profile, options.env),
    chromiumSandbox: surroundings.sandbox,
    colorScheme: null,
  })
  const child = electron.process()
  const output = collectOutput(child)
  return {
    electron,
    window: await electron.firstWindow(),
    pid: child.pid ?? 0,
    profile,
    output,
    close: async () => {
      await electron.close()
      await gone(child)
    },
    kill: () => killNow(child),
  }
}
