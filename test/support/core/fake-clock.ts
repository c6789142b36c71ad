import type { Clock } from '../../../core/ports.ts'

interface Timer {
  at: number
  order: number
  run: () => void
}

export interface FakeClock extends Clock {
  /** Lets time pass: runs what falls due, in order, and lets promises settle after each. */
  advance(ms: number): Promise<void>
  /** Moves the wall clock only, as a person who sets it does. */
  setBack(ms: number): void
  /** Milliseconds until each waiting timer, soonest first. */
  waiting(): number[]
}

/** Lets everything that is already resolved be seen by whoever awaits it. */
export const settle = async (): Promise<void> => {
  await new Promise<void>((done) => setImmediate(done))
  await new Promise<void>((done) => setImmediate(done))
}

/** A clock that stands still until it is moved. */
export function fakeClock(startIso = '2026-11-22T12:00:00.000Z'): FakeClock {
  let elapsed = 0
  let offset = Date.parse(startIso)
  let made = 0
  const timers = new Set<Timer>()
  const due = (): Timer | undefined =>
    [...timers].sort((a, b) => a.at - b.at || a.order - b.order)[0]

  return {
    now: () => offset + elapsed,
    monotonic: () => elapsed,
    after(ms, run) {
      const timer: Timer = { at: elapsed + ms, order: (made += 1), run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms) {
      const end = elapsed + ms
      await settle()
      for (let next = due(); next !== undefined && next.at <= end; next = due()) {
        timers.delete(next)
        elapsed = Math.max(elapsed, next.at)
        next.run()
        await settle()
      }
      elapsed = end
    },
    setBack(ms) {
      offset -= ms
    },
    waiting: () => [...timers].map(({ at }) => at - elapsed).sort((a, b) => a - b),
  }
}
