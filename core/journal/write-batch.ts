import type { Clock } from '../ports.ts'

export interface WriteBatch {
  /**
   * Runs `work` in a transaction, in the order of the calls, and calls `done` once it is committed or its failure was
   * told: what it wrote may be shown from then on and not before. Both at once, where nothing has to wait.
   */
  add(work: () => void, done: () => void): void
  /** Commits what waits, now. */
  flush(): void
}

interface Ports {
  clock: Clock
  /** All of it or nothing. */
  together(work: () => void): void
  /** Runs a write; one that fails is told. */
  write(work: () => void): void
}

/** So many transactions may follow each other at once; then one every so many milliseconds. */
const burst = 20
const shortMs = 25
/** Where one had many writes, the next waits longer and has more: the longest that anything waits for its commit. */
const longMs = 100
const many = 10

/**
 * Many small writes as one transaction. Whoever writes now and then is written at once; a thousand watches, whose commits
 * would take more time than their polls, share one every few milliseconds. Where a transaction fails, each of its
 * writes is tried by itself, so that one that cannot be written does not take the others with it.
 */
export function createWriteBatch({ clock, together, write }: Ports): WriteBatch {
  let waiting: { work: () => void; done: () => void }[] = []
  let cancel: (() => void) | undefined
  let credit = burst
  let periodMs = shortMs
  let countedMs = clock.monotonic()

  const earn = (): void => {
    const now = clock.monotonic()
    credit = Math.min(burst, credit + Math.max(0, now - countedMs) / periodMs)
    countedMs = now
  }
  const flush = (): void => {
    cancel?.()
    cancel = undefined
    const batch = waiting
    if (batch.length === 0) return
    waiting = []
    earn()
    credit -= 1
    periodMs = batch.length < many ? shortMs : longMs
    try {
      together(() => batch.forEach(({ work }) => work()))
    } catch {
      for (const { work } of batch) write(() => together(work))
    }
    batch.forEach(({ done }) => done())
  }

  return {
    add(work, done) {
      waiting.push({ work, done })
      if (cancel !== undefined) return
      earn()
      if (credit >= 1) flush()
      else cancel = clock.after(Math.ceil((1 - credit) * periodMs), flush)
    },
    flush,
  }
}
