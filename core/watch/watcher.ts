import { KlaviError } from '../failure.ts'
import type { Journal } from '../journal/journal.ts'
import { heartbeatMs } from '../journal/leases.ts'
import { PollError, type StatusResult } from '../klavi/calls/payment-status.ts'
import type { Observation, Outcome, PaymentOutcome } from '../model/observation.ts'
import type { OrderVerdict, PaymentSummary } from '../model/payment.ts'
import type { Clock, RandomSource } from '../ports.ts'
import { isoTime } from '../system.ts'
import { toFailure } from '../failure.ts'
import { nextPollDelay } from './schedule.ts'
import { endOf, orderEvent, orderVerdict, worseOrder } from './status-machine.ts'

export interface WatcherPorts {
  journal: Journal
  clock: Clock
  random: RandomSource
  poll(payment: PaymentSummary, signal: AbortSignal): Promise<StatusResult>
  /** Called after a poll that found no server, before the next one. */
  onUnreachable(payment: PaymentSummary): Promise<void>
  publishObservation(observation: Observation): void
  publishPayment(payment: PaymentSummary): void
  /** Runs a write; one that fails is told to the person and does not stop the watch. */
  write(work: () => void): void
}

export interface WatchSettings {
  intervalMs: number
  timeoutMs: number
}

interface Watch extends WatchSettings {
  payment: PaymentSummary
  startedMs: number
  seq: number
  /** Statuses in the order seen, repeats left out. */
  seen: string[]
  /** The verdict so far; an earlier run's is kept, whose first statuses this one may not know. */
  order: OrderVerdict
  failures: number
  answered: boolean
  polling: boolean
  abort: AbortController
  cancelNext: () => void
  cancelDeadline: () => void
  ended: (outcome: PaymentOutcome) => void
  end: Promise<PaymentOutcome>
}

/** Polls payments until they end. One per process; each watch is leased in the journal (core/journal/leases.ts). */
export class Watcher {
  #ports: WatcherPorts
  #watches = new Map<string, Watch>()
  #cancelHeartbeat: (() => void) | undefined

  constructor(ports: WatcherPorts) {
    this.#ports = ports
  }

  isWatching(localId: string): boolean {
    return this.#watches.has(localId)
  }

  /**
   * Begins or goes on with a watch; the first poll leaves at once.
   * @throws KlaviError `watch-owned` where another living process has the lease
   */
  start(payment: PaymentSummary, settings: WatchSettings, startedMs?: number): void {
    if (this.#watches.has(payment.localId) || payment.paymentId === undefined) return
    const { journal, clock } = this.#ports
    const begun = startedMs ?? clock.now()
    const row = { localId: payment.localId, startedMs: begun, ...settings }
    if (!journal.leases.take(row, clock.now())) throw new KlaviError('watch-owned')

    let ended: Watch['ended'] = () => {}
    const end = new Promise<PaymentOutcome>((resolve) => (ended = resolve))
    const seen = journal.observations.statuses(payment.localId)
    if (seen.length === 0 && payment.lastStatus !== undefined) seen.push(payment.lastStatus)
    const watch: Watch = {
      ...settings,
      payment,
      startedMs: begun,
      seq: journal.observations.lastSeq(payment.localId),
      seen,
      order: payment.order ?? orderVerdict(seen),
      failures: 0,
      answered: false,
      polling: false,
      abort: new AbortController(),
      cancelNext: () => {},
      cancelDeadline: () => {},
      ended,
      end,
    }
    this.#watches.set(payment.localId, watch)
    const remaining = Math.max(0, begun + settings.timeoutMs - clock.now())
    watch.cancelDeadline = clock.after(Math.min(remaining, 2 ** 31 - 1), () => {
      this.#finish(watch, 'stopped')
    })
    watch.cancelNext = clock.after(0, () => void this.#poll(watch))
    this.#beat()
  }

  pollNow(localId: string): void {
    const watch = this.#watches.get(localId)
    if (watch === undefined || watch.polling) return
    watch.cancelNext()
    void this.#poll(watch)
  }

  /** Stops on the person's word; the payment itself goes on at Klavi. */
  stop(localId: string): void {
    const watch = this.#watches.get(localId)
    if (watch !== undefined) this.#finish(watch, 'stopped')
  }

  finished(localId: string): Promise<PaymentOutcome> | undefined {
    return this.#watches.get(localId)?.end
  }

  /** Leaves every watch to whoever comes next. */
  close(): void {
    for (const watch of this.#watches.values()) {
      this.#silence(watch)
      this.#ports.write(() => this.#ports.journal.leases.release(watch.payment.localId))
    }
    this.#watches.clear()
    this.#cancelHeartbeat?.()
    this.#cancelHeartbeat = undefined
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
    watch.polling = false
    if (this.#watches.get(payment.localId) !== watch) return
    if (!this.#holds(watch)) return this.#lose(watch)
    if (found !== undefined) this.#saw(watch, found)
    else if (failed !== undefined) await this.#missed(watch, failed)
  }

  #saw(watch: Watch, found: StatusResult): void {
    const status = found.status ?? ''
    const event = orderEvent(watch.seen, status)
    const changed = status !== watch.seen.at(-1)
    if (changed) watch.seen.push(status)
    watch.order = worseOrder(watch.order, event ?? 'kept')
    watch.failures = 0
    watch.answered = true
    const end = endOf(status)
    const delay = end === undefined ? this.#delay(watch) : undefined
    const observation: Observation = {
      ...this.#nextRow(watch, found.latencyMs, delay),
      status,
      httpStatus: found.httpStatus,
      exchangeId: found.exchangeId,
      changed,
    }
    if (event !== undefined) observation.event = event
    if (found.reason !== undefined) observation.reason = found.reason
    if (found.consentUrl !== undefined) observation.consentUrl = found.consentUrl

    const { localId } = watch.payment
    this.#ports.write(() => {
      const { journal } = this.#ports
      journal.together(() => {
        journal.observations.insert(observation)
        journal.payments.update(localId, {
          lastStatus: status,
          order: watch.order,
          consentUrl: found.consentUrl ?? null,
          ...(found.reason === undefined ? {} : { reason: found.reason }),
        })
      })
    })
    this.#ports.publishObservation(observation)
    if (end === undefined) {
      if (changed) this.#refresh(watch)
      this.#schedule(watch, delay ?? watch.intervalMs)
    } else {
      this.#finish(watch, end)
    }
  }

  async #missed(watch: Watch, failed: PollError): Promise<void> {
    watch.failures += 1
    const { error } = failed
    const asked = error.details['retryAfterMs']
    const delay = this.#delay(watch, typeof asked === 'number' ? asked : undefined)
    const observation: Observation = {
      ...this.#nextRow(watch, failed.latencyMs, delay),
      errorCode: error.code,
      errorMessage: toFailure(error).message,
      changed: false,
    }
    if (failed.httpStatus !== undefined) observation.httpStatus = failed.httpStatus
    if (failed.exchangeId !== undefined) observation.exchangeId = failed.exchangeId
    this.#ports.write(() => this.#ports.journal.observations.insert(observation))
    this.#ports.publishObservation(observation)
    this.#schedule(watch, delay)
    if (error.code === 'connect' || error.code === 'tls') {
      await this.#ports.onUnreachable(watch.payment).catch(() => {})
    }
  }

  #nextRow(
    watch: Watch,
    latencyMs: number,
    delay: number | undefined,
  ): Pick<
    Observation,
    'localId' | 'paymentId' | 'seq' | 'at' | 'elapsedMs' | 'latencyMs' | 'nextPollMs'
  > {
    watch.seq += 1
    const now = this.#ports.clock.now()
    const row = {
      localId: watch.payment.localId,
      paymentId: watch.payment.paymentId ?? '',
      seq: watch.seq,
      at: isoTime(now),
      elapsedMs: Math.max(0, now - Date.parse(watch.payment.createdAt)),
      latencyMs,
    }
    return delay === undefined ? row : { ...row, nextPollMs: delay }
  }

  #delay(watch: Watch, retryAfterMs?: number): number {
    return nextPollDelay({
      intervalMs: watch.intervalMs,
      failures: watch.failures,
      fraction: this.#ports.random.fraction(),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }

  #schedule(watch: Watch, delay: number): void {
    watch.cancelNext = this.#ports.clock.after(delay, () => void this.#poll(watch))
  }

  #finish(watch: Watch, outcome: Exclude<Outcome, 'refused' | 'unknown'>): void {
    const { journal, clock } = this.#ports
    const { localId } = watch.payment
    this.#silence(watch)
    this.#watches.delete(localId)
    this.#ports.write(() => {
      journal.together(() => {
        // A watch that was stopped says nothing about the payment, which goes on.
        if (outcome !== 'stopped') {
          journal.payments.update(localId, { state: outcome, endedAt: isoTime(clock.now()) })
        }
        journal.leases.end(localId)
      })
    })
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
    this.#watches.delete(watch.payment.localId)
    this.#refresh(watch)
    this.#rest()
    watch.ended(outcomeOf(watch.payment, 'stopped', watch.answered, this.#ports.clock.now()))
  }

  #rest(): void {
    if (this.#watches.size > 0) return
    this.#cancelHeartbeat?.()
    this.#cancelHeartbeat = undefined
  }

  #silence(watch: Watch): void {
    watch.cancelNext()
    watch.cancelDeadline()
    watch.abort.abort()
  }

  #refresh(watch: Watch): void {
    const fresh = this.#ports.journal.payments.byLocalId(watch.payment.localId)
    if (fresh === undefined) return
    watch.payment = fresh
    this.#ports.publishPayment(fresh)
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

/** An outcome (docs/cli.md) from a payment as the journal has it. */
export function outcomeOf(
  payment: PaymentSummary,
  outcome: Outcome,
  answered: boolean,
  nowMs: number,
): PaymentOutcome {
  const end = payment.endedAt === undefined ? nowMs : Date.parse(payment.endedAt)
  const result: PaymentOutcome = {
    outcome,
    localId: payment.localId,
    externalId: payment.externalId,
    elapsedMs: Math.max(0, end - Date.parse(payment.createdAt)),
    answered,
  }
  if (payment.paymentId !== undefined) result.paymentId = payment.paymentId
  if (payment.order !== undefined) result.order = payment.order
  if (payment.reason !== undefined) result.reason = payment.reason
  return result
}
