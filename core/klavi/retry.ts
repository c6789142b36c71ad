import type { Clock, RandomSource } from '../ports.ts'
import type { ExchangeResult } from './exchanger.ts'
import { retryAfterMs } from './reply-error.ts'

/** Attempts in all, and the longest that the program waits between two by itself. */
const mostAttempts = 3
const firstDelayMs = 400
const longestDelayMs = 10_000
/** A server that asks for a longer pause is not asked again: the person is told how long it wants. */
const longestRetryAfterMs = 20_000

/** Failures that another try may heal. A name or a port that is not there is told at once instead. */
const passing = new Set(['timeout', 'reset'])

/**
 * Repeats a call that may be repeated: GETs and the auth POST, never a payment's POST (docs/klavi-api.md §4).
 * Exponential backoff with full jitter; Retry-After (seconds or a date) is obeyed up to 20 s. Every try is an exchange
 * of its own, linked to the first by `retryOf`.
 */
export async function withRetries(
  call: (retryOf: string | undefined) => Promise<ExchangeResult>,
  ports: { clock: Clock; random: RandomSource },
  signal?: AbortSignal,
): Promise<ExchangeResult> {
  let first: string | undefined
  const givenUp = (): boolean => signal?.aborted === true
  for (let attempt = 1; ; attempt += 1) {
    const result = await call(first)
    first ??= result.exchangeId
    const delay = attempt < mostAttempts ? delayAfter(result, attempt, ports) : undefined
    if (delay === undefined || givenUp()) return result
    await pause(delay, ports.clock, signal)
    if (givenUp()) return result
  }
}

/** Milliseconds until the next try, or undefined where there is none. */
function delayAfter(
  result: ExchangeResult,
  attempt: number,
  { clock, random }: { clock: Clock; random: RandomSource },
): number | undefined {
  const backoff = Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs) * random.fraction()
  if (result.kind === 'fault') return passing.has(result.fault.code) ? backoff : undefined
  if (result.status !== 429 && result.status < 500) return undefined
  const asked = retryAfterMs(result.headers, clock.now())
  if (asked === undefined) return backoff
  return asked <= longestRetryAfterMs ? asked : undefined
}

const pause = (ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    })
    const stop = (): void => {
      cancel()
      resolve()
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
