/** How long the embedded simulator keeps each status, in ms; anything but a whole number above 0 is not heard. */
export function simulatorStep(env: NodeJS.ProcessEnv): { stepMs?: number } {
  const text = env['KLAVI_TESTER_ENV_SIMULATOR_STEP_MS'] ?? ''
  return /^[1-9]\d{0,6}$/.test(text) ? { stepMs: Number(text) } : {}
}
