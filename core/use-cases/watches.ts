import { KlaviError } from '../failure.ts'
import { PollError, type StatusResult } from '../klavi/calls/payment-status.ts'
import { isLoopback } from '../klavi/origin.ts'
import type { Environment } from '../model/environment.ts'
import type { PaymentSummary } from '../model/payment.ts'
import { isoTime } from '../system.ts'
import type { WatchCalls } from '../journal-api.ts'
import { courseOf } from '../watch/course.ts'
import { outcomeOf } from '../watch/outcome.ts'
import type { WatchSettings } from '../watch/watch.ts'
import { Watcher } from '../watch/watcher.ts'
import type { WatchOptions } from '../workbench-api.ts'
import { watchBoard } from './watch-board.ts'
import type { Context } from './context.ts'
import { checkedPaymentId } from './payment-id.ts'
import { paymentTokens } from './token-sources.ts'

/** A watch ends after this long where nobody says otherwise: the 60 minutes of a consent and 5 more. */
const defaultTimeoutMs = 3_900_000
/** On this machine a poll costs nothing, and the simulator's states are short. */
const loopbackIntervalMs = 500
const longestIntervalMs = 60_000

export interface Watches {
  cases: WatchCalls
  start(localId: string, options?: WatchOptions): PaymentSummary
  /** Forgets watches whose payments are about to be removed. */
  drop(localId: string): void
  dropAll(): void
  close(): void
}

export function watchCases(context: Context): Watches {
  const { journal, ports } = context
  const watcher = new Watcher({
    journal,
    clock: ports.clock,
    random: ports.random,
    poll: (payment, signal) => poll(context, payment, signal),
    lane: (payment) => laneOf(context, payment),
    async onUnreachable(payment) {
      // The program that hosted the simulator may have died; then this one hosts it from now on.
      if (payment.environmentId === 'simulator') await context.environments.simulator()
    },
    publishObservation: (observation) => context.publish('observation', observation),
    publishPayment(payment) {
      if (payment.endedAt !== undefined) context.tokens.release(payment.localId)
      context.publish('payment', payment)
    },
    write: context.write,
    batch: context.batch,
  })

  const find = (localId: string): PaymentSummary => {
    const found = journal.payments.find(localId)
    if (found === undefined) throw new KlaviError('unknown-payment', { id: localId })
    return found
  }

  const start = (localId: string, options?: WatchOptions): PaymentSummary => {
    const payment = find(localId)
    if (payment.state !== 'accepted') return payment
    const environment = context.environments.find(payment.environmentId)
    watcher.start(payment, leaseSettings(context, environment, options))
    const watched = find(payment.localId)
    context.publish('payment', watched)
    return watched
  }

  /** @throws KlaviError watch-owned */
  const assertNotElsewhere = (localId: string): void => {
    const facts = journal.leases.of(localId, ports.clock.now())
    if (facts?.state === 'elsewhere') throw new KlaviError('watch-owned')
  }

  const intervalLimits = (payment: PaymentSummary): { least: number; usual: number } => {
    try {
      const environment = context.environments.find(payment.environmentId)
      const { intervalMs } = leaseSettings(context, environment, undefined)
      return { least: leastInterval(environment), usual: intervalMs }
    } catch {
      // Its environment is gone: nothing can be polled there, and the history stays readable.
      return { least: 1_000, usual: ports.settings.get().pollIntervalSeconds * 1_000 }
    }
  }

  const cases: WatchCalls = {
    log: (query) => journal.observations.list(query),
    page: (query) => journal.observations.page(query),
    start,
    adoptForeign(environmentId, typed) {
      const environment = context.environments.find(environmentId)
      const paymentId = checkedPaymentId(typed)
      const localId = ports.random.uuid()
      journal.payments.insertIntent({
        localId,
        environmentId: environment.id,
        environmentName: environment.name,
        origin: environment.origin,
        externalId: '',
        paymentId,
        state: 'accepted',
        amountCentavos: 0,
        amountWire: '',
        participantId: '',
        participantName: '',
        payerName: '',
        body: '',
        createdAt: isoTime(ports.clock.now()),
      })
      const payment = find(localId)
      journal.webhooks.tie({ ...payment, paymentId })
      return payment
    },
    stop(localId) {
      const payment = find(localId)
      if (watcher.isWatching(payment.localId)) watcher.stop(payment.localId)
      else {
        assertNotElsewhere(payment.localId)
        // Its program died, or it rests: nobody goes on with it any more.
        journal.leases.end(payment.localId)
        context.publish('payment', find(payment.localId))
      }
      return find(payment.localId)
    },
    pause(localId) {
      const payment = find(localId)
      if (watcher.isWatching(payment.localId)) watcher.pause(payment.localId)
      else {
        assertNotElsewhere(payment.localId)
        throw new KlaviError('invalid-input', { detail: `${localId}: ${payment.state}` })
      }
      return find(payment.localId)
    },
    resume(localId) {
      const payment = find(localId)
      const facts = journal.leases.of(payment.localId, ports.clock.now())
      if (facts?.state !== 'paused') return start(localId)
      const { intervalMs, timeoutMs, startedMs } = facts
      // Where its time ran out while it rested, it begins anew: the person has just asked for it.
      const over = startedMs + timeoutMs <= ports.clock.now()
      watcher.start(payment, { intervalMs, timeoutMs }, over ? undefined : startedMs)
      const watched = find(payment.localId)
      context.publish('payment', watched)
      return watched
    },
    setInterval(localId, intervalMs) {
      const payment = find(localId)
      const { least } = intervalLimits(payment)
      if (!(intervalMs >= least && intervalMs <= longestIntervalMs)) {
        const detail = `${intervalMs} ms (${least}–${longestIntervalMs})`
        throw new KlaviError('invalid-input', { field: 'interval', detail })
      }
      assertNotElsewhere(payment.localId)
      journal.leases.setInterval(payment.localId, Math.round(intervalMs))
      watcher.setInterval(payment.localId, Math.round(intervalMs))
      const changed = find(payment.localId)
      context.publish('payment', changed)
      return changed
    },
    view(id) {
      const payment = find(id)
      const { localId } = payment
      const now = ports.clock.now()
      const facts = journal.leases.of(localId, now)
      const { least, usual } = intervalLimits(payment)
      const { polls, failures } = journal.observations.counts(localId)
      const progress = watcher.progress(localId)
      const state = facts?.state ?? 'none'
      return {
        localId,
        state,
        intervalMs: state === 'none' ? usual : (facts?.intervalMs ?? usual),
        leastIntervalMs: least,
        failures: progress?.failures ?? failures,
        polls,
        ...(facts !== undefined && { startedAt: isoTime(facts.startedMs) }),
        ...(facts !== undefined &&
          state !== 'none' && { stopsAt: isoTime(facts.startedMs + facts.timeoutMs) }),
        ...(progress?.nextPollInMs !== undefined && {
          nextPollAt: isoTime(now + progress.nextPollInMs),
        }),
      }
    },
    course(id) {
      const payment = find(id)
      const last = journal.observations.last(payment.localId)
      const until = payment.watching ? ports.clock.now() : Date.parse(last?.at ?? payment.createdAt)
      return courseOf(payment, journal.observations.changes(payment.localId), until)
    },
    board: (query) =>
      watchBoard(context, query, (localId) => watcher.progress(localId)?.nextPollInMs),
    sleep: () => watcher.sleep(),
    wake: () => watcher.wake(),
    pollNow(localId) {
      const payment = find(localId)
      if (watcher.isWatching(payment.localId)) return watcher.pollNow(payment.localId)
      assertNotElsewhere(payment.localId)
      // Its program died between two looks of this one: going on with it polls at once.
      if (journal.leases.orphans(ports.clock.now()).some((one) => one.localId === payment.localId))
        cases.resumeAll()
    },
    resumeAll() {
      const now = ports.clock.now()
      const resumed: PaymentSummary[] = []
      for (const row of journal.leases.orphans(now)) {
        const payment = find(row.localId)
        if (payment.state !== 'accepted') continue
        const { intervalMs, timeoutMs, startedMs } = row
        try {
          watcher.start(payment, { intervalMs, timeoutMs }, startedMs)
        } catch (thrown) {
          // Another process was quicker.
          if (thrown instanceof KlaviError && thrown.code === 'watch-owned') continue
          throw thrown
        }
        const watched = find(row.localId)
        context.publish('payment', watched)
        resumed.push(watched)
      }
      return resumed
    },
    async finished(localId, signal) {
      const payment = find(localId)
      const running = watcher.finished(payment.localId)
      if (running !== undefined) return abortable(running, signal)
      const { state } = payment
      const outcome =
        state === 'accepted' || state === 'intent' || state === 'unsent' ? 'stopped' : state
      return outcomeOf(payment, outcome, payment.lastStatus !== undefined, ports.clock.now())
    },
  }
  return {
    cases,
    start,
    drop: (localId) => watcher.drop(localId),
    dropAll: () => watcher.dropAll(),
    close: () => watcher.close(),
  }
}

/** Interval and longest time of a watch: what was asked for, else the host's, else the settings'. */
export function leaseSettings(
  context: Context,
  environment: Environment,
  options: WatchOptions | false | undefined,
): WatchSettings {
  const { settings, watch } = context.ports
  const asked = options === false ? undefined : options
  const usual =
    environment.kind === 'simulator'
      ? loopbackIntervalMs
      : settings.get().pollIntervalSeconds * 1_000
  const intervalMs = asked?.intervalMs ?? watch?.intervalMs ?? usual
  return {
    intervalMs: Math.min(longestIntervalMs, Math.max(leastInterval(environment), intervalMs)),
    timeoutMs: asked?.timeoutMs ?? watch?.timeoutMs ?? defaultTimeoutMs,
  }
}

/** Polling more often than once a second is for addresses on this machine only. */
const leastInterval = ({ kind, origin }: Environment): number =>
  kind === 'simulator' || isLoopback(new URL(origin)) ? 10 : 1_000

/** Payments of one origin share its room; one whose environment is gone fails by itself. */
function laneOf({ environments }: Context, { environmentId }: PaymentSummary): string {
  try {
    return environments.find(environmentId).origin
  } catch {
    return environmentId
  }
}

async function poll(
  context: Context,
  payment: PaymentSummary,
  signal: AbortSignal,
): Promise<StatusResult> {
  const { environments, client } = context
  try {
    const { localId, paymentId = '' } = payment
    const target = await environments.target(environments.find(payment.environmentId), 'known')
    // The next poll is the repetition, after the watch's own wait: one backoff and not two that multiply.
    const call = { localId, signal, once: true as const }
    const source = paymentTokens(context, target, localId, call)
    // The observation is committed with it.
    return await client.paymentStatus(target, source, paymentId, { ...call, recordLater: true })
  } catch (thrown) {
    if (thrown instanceof PollError) throw thrown
    throw new PollError(
      thrown instanceof KlaviError ? thrown : new KlaviError('internal', {}, thrown),
    )
  }
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise<T>((resolve, reject) => {
    const give = (): void => reject(new KlaviError('aborted'))
    if (signal.aborted) return give()
    signal.addEventListener('abort', give, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })
}
