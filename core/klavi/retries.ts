import { KlaviError } from '../failure.ts'
import type { Clock, RandomSource } from '../ports.ts'
import type { ExchangeResult } from './exchanger.ts'
import { retryAfterMs } from './reply-error.ts'

/** How what may be repeated is repeated: GETs and the auth POST, never another POST (docs/klavi-api.md §4). */
export interface RetrySettings {
  /** Calls in all, the first included. */
  attempts: number
  /** Milliseconds; the upper end of the first wait, which doubles with each. */
  baseMs: number
  /** The longest wait that this side chooses. */
  capMs: number
  /** A server that asks for a longer wait is not asked again: the person is told instead. */
  longestRetryAfterMs: number
}

export const usualRetries: RetrySettings = {
  attempts: 3,
  baseMs: 500,
  capMs: 8_000,
  longestRetryAfterMs: 30_000,
}

/** Faults of the way there; a refused certificate, proxy or redirect would be refused again. */
const passingFaults: ReadonlySet<string> = new Set(['dns', 'connect', 'timeout', 'reset'])
const passingStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504])

/** Whether the same request may have another end if it is made once more. */
export const mayPass = (result: ExchangeResult): boolean =>
  result.kind === 'fault'
    ? passingFaults.has(result.fault.code)
    : passingStatuses.has(result.status)

/**
 * Milliseconds to wait before the attempt that follows `made` attempts; undefined where there is none. Exponential with
 * full jitter; what the server asks for by Retry-After is obeyed instead.
 */
export function retryDelay(
  result: ExchangeResult,
  made: number,
  { attempts, baseMs, capMs, longestRetryAfterMs }: RetrySettings,
  fraction: number,
  nowMs: number,
): number | undefined {
  if (made >= attempts || !mayPass(result)) return undefined
  const asked = result.kind === 'reply' ? retryAfterMs(result.headers, nowMs) : undefined
  if (asked !== undefined) return asked > longestRetryAfterMs ? undefined : asked
  return Math.round(fraction * Math.min(capMs, baseMs * 2 ** (made - 1)))
}

export interface Retrier {
  /**
   * Makes a call, and again while it may pass; each is an exchange of its own that names the one it repeats.
   * @throws KlaviError `aborted` where the person gave up in between
   */
  repeat(
    call: (retryOf?: string) => Promise<ExchangeResult>,
    signal?: AbortSignal,
  ): Promise<ExchangeResult>
}

export function createRetrier(
  clock: Clock,
  random: RandomSource,
  settings: RetrySettings = usualRetries,
): Retrier {
  return {
    async repeat(call, signal) {
      let result = await call()
      for (let made = 1; ; made += 1) {
        const delay = retryDelay(result, made, settings, random.fraction(), clock.now())
        if (delay === undefined || signal?.aborted === true) return result
        await wait(clock, delay, signal)
        result = await call(result.exchangeId)
      }
    },
  }
}

function wait(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      cancel()
      reject(new KlaviError('aborted'))
    }
    const cancel = clock.after(ms, () => {
      signal?.removeEventListener('abort', giveUp)
      resolve()
    })
    signal?.addEventListener('abort', giveUp, { once: true })
  })
}
