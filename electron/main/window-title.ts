import { m } from '../../messages/index.ts'

/** `Klavi Tester — Sandbox`: which world the window acts upon stands in every task switcher. */
export const windowTitle = (environmentName: string): string =>
  `${m.app_name()} — ${environmentName}`

const builtIn: Readonly<Record<string, () => string>> = {
  simulator: m.environment_simulator,
  sandbox: m.environment_sandbox,
  production: m.environment_production,
}

/** The name of a built-in environment, which needs no core to be known; undefined for any other. */
export const builtInName = (environmentId: string): string | undefined =>
  Object.hasOwn(builtIn, environmentId) ? builtIn[environmentId]?.() : undefined
