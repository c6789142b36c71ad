import { readWhole } from '../args/numbers.ts'

const variable = 'KLAVI_TESTER_ENV_SIMULATOR_STEP_MS'

/** How long the embedded simulator keeps each status, in ms, as the environment says; undefined where it says nothing. */
export function simulatorStepMs(
  env: Readonly<Record<string, string | undefined>>,
): number | undefined {
  const text = env[variable]
  return text ? readWhole(variable, text, 1, 600_000) : undefined
}
