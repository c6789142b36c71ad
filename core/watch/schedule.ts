/** What decides when the next poll is due. */
export interface ScheduleInput {
  /** Milliseconds between polls as set by the person. */
  intervalMs: number
  /** Failed polls since the last good one. */
  failures: number
  /** What the server asked for, in milliseconds. */
  retryAfterMs?: number
  /** 0 ≤ x < 1; spreads the polls of many payments. */
  fraction: number
}

/** The slowest that errors make a watch. */
const slowestMs = 30_000
/** A server that asks for longer than this is asked again all the same. */
const longestRetryAfterMs = 10 * 60_000

/**
 * Milliseconds until the next poll. Good polls come every interval, spread by ± 5 %; after errors the interval doubles
 * up to 30 s with full jitter in its upper half; Retry-After is obeyed (docs/klavi-api.md §4).
 */
export function nextPollDelay({
  intervalMs,
  failures,
  retryAfterMs,
  fraction,
}: ScheduleInput): number {
  if (retryAfterMs !== undefined) {
    return Math.max(intervalMs, Math.min(retryAfterMs, longestRetryAfterMs))
  }
  if (failures === 0) return Math.round(intervalMs * (0.95 + 0.1 * fraction))
  const grown = Math.min(intervalMs * 2 ** Math.min(failures, 16), Math.max(slowestMs, intervalMs))
  return Math.round(grown * (0.5 + 0.5 * fraction))
}
