const timeoutPhases = ['connect', 'tls', 'firstByte', 'total']

/** Milliseconds by phase, at least a tenth of a second and at most ten minutes. */
export const isTimeouts = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([phase, ms]) => timeoutPhases.includes(phase) && isLimit(ms))

const isLimit = (ms: unknown): boolean =>
  Number.isInteger(ms) && (ms as number) >= 100 && (ms as number) <= 600_000
