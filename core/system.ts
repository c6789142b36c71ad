import { randomUUID } from 'node:crypto'
import type { Clock, RandomSource } from './ports.ts'

/** The machine's clock. Timers do not keep the process alive by themselves: whoever waits holds a promise. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export const systemRandom: RandomSource = {
  uuid: () => randomUUID(),
  fraction: () => Math.random(),
}

/** UTC with milliseconds, the form in which times are stored (docs/cli.md). */
export const isoTime = (epochMs: number): string => new Date(epochMs).toISOString()
