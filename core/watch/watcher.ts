import { KlaviError } from '../failure.ts'
import type { Journal } from '../journal/journal.ts'
import { heartbeatMs } from '../journal/leases.ts'
import type { PaymentChange } from '../journal/payments-table.ts'
import type { WriteBatch, Written } from '../journal/write-batch.ts'
import { PollError, type StatusResult } from '../klavi/calls/payment-status.ts'
import type { Observation, Outcome, PaymentOutcome } from '../model/observation.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { Clock, RandomSource } from '../ports.ts'
import { isoTime } from '../system.ts'
import { outcomeOf } from './outcome.ts'
import { missed, seen, type PollRecord } from './poll-record.ts'
import { nextPollDelay } from './schedule.ts'
import { createTimetable, type Timetable } from './timetable.ts'
import { openWatch, type Watch, type WatchSettings } from './watch.ts'

export interface WatcherPorts {
  journal: Journal
  clock: Clock
  random: RandomSource
  poll(payment: PaymentSummary, signal: AbortSignal): Promise<StatusResult>
  /** What a payment shares its room with: the origin that is asked. */
  lane(payment: PaymentSummary): string
  /** Called after a poll that found no server, before the next one. */
  onUnreachable(payment: PaymentSummary): Promise<void>
  publishObservation(observation: Observation): void
  publishPayment(payment: PaymentSummary): void
  /** Runs a write; one that fails is told to the person and does not stop the watch. */
  write(work: () => void): void
  /** Takes what polls write, many in one transaction. */
  batch: WriteBatch
}

/** Polls of one origin that are under way at once. */
const laneSize = 32
/** A watch that failed so often in a row (about half an hour at the slowest) is given up. */
const mostFailures = 100

/** Polls payments until they end. One per process; each watch is leased in the journal (core/journal/leases.ts). */
export class Watcher {
  #ports: WatcherPorts
  #watches = new Map<string, Watch>()
  #timetable: Timetable
  #cancelHeartbeat: (() => void) | undefined
  /** Of the monotonic clock: the next watch that begins may poll from then on. */
  #nextTurnMs = 0

  constructor(ports: WatcherPorts) {
    this.#ports = ports
    this.#timetable = createTimetable(ports.clock, laneSize)
  }

  isWatching(localId: string): boolean {
    return this.#watches.has(localId)
  }

  /**
   * Begins or goes on with a watch. The first poll leaves at once; those of many that begin together one after the other.
   * @throws KlaviError `watch-owned` where another living process has the lease
   */
  start(payment: PaymentSummary, settings: WatchSettings, startedMs?: number): void {
    if (this.#watches.has(payment.localId) || payment.paymentId === undefined) return
    const { journal, clock } = this.#ports
    const begun = startedMs ?? clock.now()
    const row = { localId: payment.localId, startedMs: begun, ...settings }
    const { localId } = payment
    const known = journal.leases.of(localId, clock.now())
    // The lease of a payment that was just sent was taken with its intent; the journal may be locked by now.
    const taken =
      known?.state === 'here' &&
      known.intervalMs === settings.intervalMs &&
      known.timeoutMs === settings.timeoutMs &&
      (startedMs === undefined || known.startedMs === startedMs)
    if (!taken && !journal.leases.take(row, clock.now())) throw new KlaviError('watch-owned')
    const watch = openWatch(journal, payment, settings, begun)
    this.#watches.set(payment.localId, watch)
    const remaining = Math.max(0, begun + settings.timeoutMs - clock.now())
    // In a lane of its own: the longest time holds also where every poll hangs.
    this.#timetable.put(deadlineOf(watch), deadlineOf(watch), remaining, async () => {
      this.#finish(watch, 'stopped')
    })
    this.#schedule(watch, Math.min(this.#turn(), settings.intervalMs))
    this.#beat()
  }

  pollNow(localId: string): void {
    const watch = this.#watches.get(localId)
    if (watch === undefined || watch.polling) return
    this.#schedule(watch, 0)
  }

  /** Stops on the person's word; the payment itself goes on at Klavi. */
  stop(localId: string): void {
    this.#ports.batch.flush()
    const watch = this.#watches.get(localId)
    if (watch !== undefined) this.#finish(watch, 'stopped')
  }

  /** Rests; the journal says that it does, also to other processes and later runs. */
  pause(localId: string): void {
    this.#ports.batch.flush()
    const watch = this.#watches.get(localId)
    if (watch === undefined) return
    this.#silence(watch)
    this.#ports.write(() => this.#ports.journal.leases.pause(localId))
    this.#refresh(watch)
    this.#rest()
    watch.ended(outcomeOf(watch.payment, 'stopped', watch.answered, this.#ports.clock.now()))
  }

  /** From the next poll on, which moves nearer where the interval became shorter. */
  setInterval(localId: string, intervalMs: number): void {
    const watch = this.#watches.get(localId)
    if (watch === undefined) return
    watch.intervalMs = intervalMs
    const due = this.#timetable.dueIn(localId)
    if (due !== undefined && due > intervalMs && watch.failures === 0) {
      this.#schedule(watch, intervalMs)
    }
  }

  /** Forgets a watch without a word to the journal, whose rows are about to go. */
  drop(localId: string): void {
    this.#ports.batch.flush()
    const watch = this.#watches.get(localId)
    if (watch === undefined) return
    this.#silence(watch)
    this.#rest()
    watch.ended(outcomeOf(watch.payment, 'stopped', watch.answered, this.#ports.clock.now()))
  }

  dropAll(): void {
    for (const localId of [...this.#watches.keys()]) this.drop(localId)
  }

  /** Milliseconds until the next poll, and failures in a row; undefined where nothing is watched. */
  progress(localId: string): { nextPollInMs?: number; failures: number } | undefined {
    const watch = this.#watches.get(localId)
    if (watch === undefined) return undefined
    const due = this.#timetable.dueIn(localId)
    return { failures: watch.failures, ...(due !== undefined && { nextPollInMs: due }) }
  }

  /** The machine goes to sleep. */
  sleep(): void {
    this.#timetable.hold()
  }

  /**
   * It woke up. Nothing ends before it was looked at once more: a payment that was settled meanwhile is not reported as
   * a watch that ran out of time.
   */
  wake(): void {
    const { clock } = this.#ports
    for (const watch of this.#watches.values()) {
      const left = watch.startedMs + watch.timeoutMs - clock.now()
      const key = deadlineOf(watch)
      this.#timetable.put(key, key, Math.max(left, 2 * watch.intervalMs + graceMs), async () => {
        this.#finish(watch, 'stopped')
      })
      if (!watch.polling) this.#schedule(watch, 0)
    }
    this.#timetable.release(this.#watches.size * spreadPerWatchMs)
    if (this.#watches.size > 0) {
      this.#ports.write(() => this.#ports.journal.leases.renew(clock.now()))
    }
  }

  finished(localId: string): Promise<PaymentOutcome> | undefined {
    return this.#watches.get(localId)?.end
  }

  /** Leaves every watch to whoever comes next. */
  close(): void {
    this.#ports.batch.flush()
    for (const watch of [...this.#watches.values()]) {
      this.#silence(watch)
      this.#ports.write(() => this.#ports.journal.leases.release(watch.payment.localId))
    }
    this.#timetable.close()
    this.#rest()
  }

  async #poll(watch: Watch): Promise<void> {
    watch.polling = true
    const { payment } = watch
    let found: StatusResult | undefined
    let failed: PollError | undefined
    try {
      found = await this.#ports.poll(payment, watch.abort.signal)
    } catch (thrown) {
      failed =
        thrown instanceof PollError ? thrown : new PollError(new KlaviError('internal', {}, thrown))
    }
    if (this.#watches.get(payment.localId) !== watch) return
    if (!this.#holds(watch)) return this.#lose(watch)
    const { clock } = this.#ports
    const now = clock.now()
    const askedMs = clock.monotonic()
    /** Time that the commit took belongs to the wait. */
    const left = (): number => Math.max(0, delay - (clock.monotonic() - askedMs))
    let delay = watch.intervalMs
    if (found !== undefined) {
      const record = seen(watch, found, now, () => (delay = this.#delay(watch)))
      this.#keep(watch, record, () => {
        if (record.end === undefined) this.#schedule(watch, left())
        else this.#finish(watch, record.end)
      })
    } else if (failed !== undefined) {
      const { code, details } = failed.error
      const asked = details['retryAfterMs']
      const retryAfterMs = typeof asked === 'number' ? asked : undefined
      const record = missed(watch, failed, now, () => (delay = this.#delay(watch, retryAfterMs)))
      this.#keep(watch, record, () => {
        if (watch.failures >= mostFailures) return this.#finish(watch, 'stopped')
        this.#schedule(watch, left())
        if (code === 'connect' || code === 'tls') {
          void this.#ports.onUnreachable(watch.payment).catch(() => {})
        }
      })
    }
  }

  /** Journals first, then tells, then goes on. */
  #keep(watch: Watch, { observation, change, end }: PollRecord, next: () => void): void {
    const { journal, batch, publishObservation } = this.#ports
    const { localId } = watch.payment
    const work = (): void => {
      journal.observations.insert(observation)
      if (change !== undefined) journal.payments.update(localId, change)
    }
    const told = (written: Written): void => {
      watch.polling = false
      if (written === 'dropped') {
        // Its payment was forgotten, or there is no room to remember it: only the watch goes on.
        if (this.#watches.get(localId) === watch) next()
        return
      }
      if (written === 'held' && change !== undefined) journal.payments.hold(localId, change)
      publishObservation(observation)
      const worthTelling = observation.changed || change?.stalls !== undefined
      if (end === undefined && worthTelling) this.#refresh(watch)
      else if (change !== undefined) this.#reread(watch)
      if (this.#watches.get(localId) === watch) next()
    }
    if (change === undefined) batch.add(work, told)
    else batch.add(work, told, () => journal.payments.letGo(localId, change))
  }

  #delay(watch: Watch, retryAfterMs?: number): number {
    return nextPollDelay({
      intervalMs: watch.intervalMs,
      failures: watch.failures,
      fraction: this.#ports.random.fraction(),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }

  /** Milliseconds until a watch that begins now may ask for the first time. */
  #turn(): number {
    const now = this.#ports.clock.monotonic()
    const turn = Math.max(now, this.#nextTurnMs)
    this.#nextTurnMs = turn + spreadPerWatchMs
    return turn - now
  }

  #schedule(watch: Watch, delay: number): void {
    const { localId } = watch.payment
    this.#timetable.put(localId, this.#ports.lane(watch.payment), delay, () => this.#poll(watch))
  }

  #finish(watch: Watch, outcome: Exclude<Outcome, 'refused' | 'unknown'>): void {
    const { journal, clock, batch } = this.#ports
    const { localId } = watch.payment
    if (this.#watches.get(localId) !== watch) return
    this.#silence(watch)
    // A watch that was stopped says nothing about the payment, which goes on.
    const change: PaymentChange =
      outcome === 'stopped' ? {} : { state: outcome, endedAt: isoTime(clock.now()) }
    const written = batch.now(
      () => {
        journal.payments.update(localId, change)
        journal.leases.end(localId)
      },
      () => journal.payments.letGo(localId, change),
    )
    if (written === 'held') journal.payments.hold(localId, change)
    this.#refresh(watch)
    this.#rest()
    watch.ended(outcomeOf(watch.payment, outcome, watch.answered, clock.now()))
  }

  /** A machine that slept may find that another process went on with its watch. */
  #holds(watch: Watch): boolean {
    try {
      return this.#ports.journal.leases.holds(watch.payment.localId)
    } catch {
      // A journal that cannot be read says nothing about the lease.
      return true
    }
  }

  /** Ends this side of a watch that another process has: nothing of it is written from here any more. */
  #lose(watch: Watch): void {
    this.#silence(watch)
    this.#refresh(watch)
    this.#rest()
    watch.ended(outcomeOf(watch.payment, 'stopped', watch.answered, this.#ports.clock.now()))
  }

  #rest(): void {
    if (this.#watches.size > 0) return
    this.#cancelHeartbeat?.()
    this.#cancelHeartbeat = undefined
  }

  /** Nothing of it happens any more in this process. */
  #silence(watch: Watch): void {
    this.#watches.delete(watch.payment.localId)
    this.#timetable.remove(watch.payment.localId)
    this.#timetable.remove(deadlineOf(watch))
    watch.abort.abort()
  }

  #reread(watch: Watch): boolean {
    try {
      const fresh = this.#ports.journal.payments.byLocalId(watch.payment.localId)
      if (fresh === undefined) return false
      watch.payment = fresh
      return true
    } catch {
      // Told already where it was written; the watch goes on with what it knows.
      return false
    }
  }

  #refresh(watch: Watch): void {
    if (this.#reread(watch)) this.#ports.publishPayment(watch.payment)
  }

  #beat(): void {
    if (this.#cancelHeartbeat !== undefined) return
    const { clock, journal, write } = this.#ports
    const beat = (): void => {
      write(() => journal.leases.renew(clock.now()))
      this.#cancelHeartbeat = clock.after(heartbeatMs, beat)
    }
    this.#cancelHeartbeat = clock.after(heartbeatMs, beat)
  }
}

const deadlineOf = (watch: Watch): string => `deadline ${watch.payment.localId}`
/** After a sleep a watch has at least two polls left, and this. */
const graceMs = 5_000
/** Polls of many that begin or wake up together leave one after the other, so many milliseconds apart. */
const spreadPerWatchMs = 3
