import type { Clock } from '../ports.ts'
import { isOrphan, mayPass } from './database.ts'

/**
 * What became of a write. `kept`: committed. `held`: not yet; it is in memory and tried again until it is. `dropped`:
 * it never will be.
 */
export type Written = 'kept' | 'held' | 'dropped'

export interface WriteBatch {
  /**
   * Runs `work` in a transaction, in the order of the calls, and calls `done` once it is committed or its failure was
   * told: what it wrote may be shown from then on and not before. Both at once, where nothing has to wait.
   * @param kept called with its commit, also where that came after `done` had to say `held`; a write that has it is
   *   never given up
   */
  add(work: () => void, done: (written: Written) => void, kept?: () => void): void
  /** The same now, behind what waits; `held` after the first try that a lock or a full disk refused. */
  now(work: () => void, kept?: () => void): Written
  /** Commits what waits, now. */
  flush(): void
  /** The last try of all, which may take its time. Answers how many writes are lost with the program. */
  close(): number
}

interface Ports {
  clock: Clock
  /** All of it or nothing. `patienceMs`: how long it may stand still before another program's lock. */
  together(work: () => void, patienceMs: number): void
  /** A write failed, for now or for good. */
  failed(thrown: unknown): void
  /** Something was committed. */
  went(): void
}

interface Waiting {
  work: () => void
  done: (written: Written) => void
  kept?: () => void
  sinceMs: number
  told: boolean
}

/** The first try waits so long for another program's lock, and those after it hardly: the window must not stand still. */
const firstPatienceMs = 500
const laterPatienceMs = 20
/** The last try of a program that ends. */
const lastPatienceMs = 2_000
/** How often is tried again. */
const againMs = 250
/** After so long nobody is kept waiting for a commit any more: it is told that there is none yet. */
const longestSilenceMs = 5_000
/** More than this is not held; what was seen of a payment is then only shown. */
const mostHeld = 20_000

/** So many transactions may follow each other at once; then one every so many milliseconds. */
const burst = 20
const shortMs = 25
/** Where one had many writes, the next waits longer and has more: the longest that anything waits for its commit. */
const longMs = 100
const many = 10

/**
 * Many small writes as one transaction. Whoever writes now and then is written at once; a thousand watches, whose commits
 * would take more time than their polls, share one every few milliseconds. Where something in a transaction does not fit,
 * each of its writes is tried by itself, so that one that cannot be written does not take the others with it. Where the
 * file is locked or the disk full, all of them are held in memory, in order, and tried again.
 */
export function createWriteBatch({ clock, together, failed, went }: Ports): WriteBatch {
  let waiting: Waiting[] = []
  let cancel: (() => void) | undefined
  let credit = burst
  let periodMs = shortMs
  let countedMs = clock.monotonic()
  /** Since when nothing can be written, of the monotonic clock. */
  let stuckMs: number | undefined

  const earn = (): void => {
    const now = clock.monotonic()
    credit = Math.min(burst, credit + Math.max(0, now - countedMs) / periodMs)
    countedMs = now
  }
  const patienceMs = (): number => (stuckMs === undefined ? firstPatienceMs : laterPatienceMs)
  const end = (entry: Waiting, written: Written): void => {
    if (written === 'kept') entry.kept?.()
    if (entry.told) return
    entry.told = true
    entry.done(written)
  }
  const succeed = (entries: readonly Waiting[]): void => {
    stuckMs = undefined
    went()
    for (const entry of entries) end(entry, 'kept')
  }
  /** Back where they were, until the file can be written. */
  const hold = (entries: readonly Waiting[], thrown: unknown): void => {
    waiting = [...entries, ...waiting]
    cancel ??= clock.after(againMs, flush)
    const now = clock.monotonic()
    stuckMs ??= now
    if (now - stuckMs < longestSilenceMs) return
    failed(thrown)
    for (const entry of entries) {
      if (now - entry.sinceMs >= longestSilenceMs) end(entry, 'held')
    }
  }
  /** What belongs to a payment that was forgotten meanwhile is forgotten with it, and no failure. */
  const drop = (entry: Waiting, thrown: unknown): void => {
    if (!isOrphan(thrown)) failed(thrown)
    end(entry, 'dropped')
  }
  const oneByOne = (entries: readonly Waiting[]): void => {
    for (const [at, entry] of entries.entries()) {
      try {
        together(entry.work, patienceMs())
      } catch (thrown) {
        if (mayPass(thrown)) return hold(entries.slice(at), thrown)
        drop(entry, thrown)
        continue
      }
      succeed([entry])
    }
  }
  const commit = (patience: number): void => {
    cancel?.()
    cancel = undefined
    const batch = waiting
    if (batch.length === 0) return
    waiting = []
    earn()
    credit -= 1
    periodMs = batch.length < many ? shortMs : longMs
    try {
      together(() => batch.forEach(({ work }) => work()), patience)
    } catch (thrown) {
      if (mayPass(thrown)) hold(batch, thrown)
      else if (batch.length === 1) batch.forEach((entry) => drop(entry, thrown))
      else oneByOne(batch)
      return
    }
    succeed(batch)
  }
  const flush = (): void => commit(patienceMs())
  const hasNoRoomFor = ({ kept }: Waiting): boolean =>
    stuckMs !== undefined && kept === undefined && waiting.length >= mostHeld
  const entryOf = (
    work: () => void,
    done: (written: Written) => void,
    kept?: () => void,
  ): Waiting => ({
    work,
    done,
    sinceMs: clock.monotonic(),
    told: false,
    ...(kept && { kept }),
  })

  return {
    add(work, done, kept) {
      const entry = entryOf(work, done, kept)
      if (hasNoRoomFor(entry)) return end(entry, 'dropped')
      waiting.push(entry)
      if (cancel !== undefined) return
      earn()
      if (credit >= 1) flush()
      else cancel = clock.after(Math.ceil((1 - credit) * periodMs), flush)
    },
    now(work, kept) {
      let written: Written = 'held'
      const entry = entryOf(work, (what) => (written = what), kept)
      if (hasNoRoomFor(entry)) return 'dropped'
      waiting.push(entry)
      flush()
      entry.told = true
      return written
    },
    flush,
    close() {
      commit(lastPatienceMs)
      cancel?.()
      cancel = undefined
      for (const entry of waiting) end(entry, 'held')
      return waiting.length
    },
  }
}
