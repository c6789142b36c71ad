import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextPollDelay } from '../../../../core/watch/schedule.ts'

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const interval = fc.integer({ min: 10, max: 60_000 })

describe('the poll schedule', () => {
  it('keeps the interval after a good poll, within 5 %', () => {
    expect(nextPollDelay({ intervalMs: 1_000, failures: 0, fraction: 0 })).toBe(950)
    expect(nextPollDelay({ intervalMs: 1_000, failures: 0, fraction: 0.5 })).toBe(1_000)
    fc.assert(
      fc.property(interval, fraction, (intervalMs, spread) => {
        const delay = nextPollDelay({ intervalMs, failures: 0, fraction: spread })
        expect(delay).toBeGreaterThanOrEqual(Math.floor(intervalMs * 0.95))
        expect(delay).toBeLessThanOrEqual(Math.ceil(intervalMs * 1.05))
      }),
    )
  })

  it('doubles after each failure, up to 30 s', () => {
    const delays = [1, 2, 3, 4, 5, 6].map((failures) =>
      nextPollDelay({ intervalMs: 1_000, failures, fraction: 0.999999 }),
    )
    expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  })

  it('spreads a failed poll over the upper half of its wait', () => {
    expect(nextPollDelay({ intervalMs: 1_000, failures: 2, fraction: 0 })).toBe(2_000)
    fc.assert(
      fc.property(
        interval,
        fc.integer({ min: 1, max: 1_000_000 }),
        fraction,
        (ms, failures, at) => {
          const grown = Math.min(ms * 2 ** Math.min(failures, 16), Math.max(30_000, ms))
          const delay = nextPollDelay({ intervalMs: ms, failures, fraction: at })
          expect(delay).toBeGreaterThanOrEqual(Math.floor(grown / 2))
          expect(delay).toBeLessThanOrEqual(grown)
        },
      ),
    )
  })

  it('never makes a slow watch faster than half of its own interval', () => {
    expect(nextPollDelay({ intervalMs: 60_000, failures: 5, fraction: 0 })).toBe(30_000)
  })

  it('obeys Retry-After, but never below the interval nor above ten minutes', () => {
    const wait = (retryAfterMs: number) =>
      nextPollDelay({ intervalMs: 3_000, failures: 1, fraction: 0, retryAfterMs })
    expect(wait(20_000)).toBe(20_000)
    expect(wait(0)).toBe(3_000)
    expect(wait(86_400_000)).toBe(600_000)
  })
})
