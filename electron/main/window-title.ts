import { m } from '../../messages/index.ts'

/**
 * `Klavi Tester — Sandbox`: which world the window acts upon stands in every task switcher, and whether money can move
 * there now: `Klavi Tester — Production — unlocked`.
 */
export const windowTitle = (environmentName: string, unlocked = false): string =>
  [m.app_name(), environmentName, ...(unlocked ? [m.window_unlocked()] : [])].join(' — ')

const builtIn: Readonly<Record<string, () => string>> = {
  simulator: m.environment_simulator,
  sandbox: m.environment_sandbox,
  production: m.environment_production,
}

/** The name of a built-in environment, which needs no core to be known; undefined for any other. */
export const builtInName = (environmentId: string): string | undefined =>
  Object.hasOwn(builtIn, environmentId) ? builtIn[environmentId]?.() : undefined
