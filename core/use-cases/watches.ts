import { KlaviError } from '../failure.ts'
import { PollError, type StatusResult } from '../klavi/calls/payment-status.ts'
import { isLoopback } from '../klavi/origin.ts'
import type { Environment } from '../model/environment.ts'
import type { PaymentSummary } from '../model/payment.ts'
import { isoTime } from '../system.ts'
import { outcomeOf, Watcher, type WatchSettings } from '../watch/watcher.ts'
import type { WatchOptions, Workbench } from '../workbench-api.ts'
import type { Context } from './context.ts'
import { paymentTokens } from './token-sources.ts'

/** A watch ends after this long where nobody says otherwise: the 60 minutes of a consent and 5 more. */
const defaultTimeoutMs = 3_900_000
/** On this machine a poll costs nothing, and the simulator's states are short. */
const loopbackIntervalMs = 500

export interface Watches {
  cases: Workbench['watch']
  start(localId: string, options?: WatchOptions): PaymentSummary
  close(): void
}

export function watchCases(context: Context): Watches {
  const { journal, ports } = context
  const watcher = new Watcher({
    journal,
    clock: ports.clock,
    random: ports.random,
    poll: (payment, signal) => poll(context, payment, signal),
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

  const cases: Workbench['watch'] = {
    log: (query) => journal.observations.list(query),
    start,
    adoptForeign(environmentId, paymentId) {
      const environment = context.environments.find(environmentId)
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
      return find(localId)
    },
    stop(localId) {
      const payment = find(localId)
      watcher.stop(payment.localId)
      return find(payment.localId)
    },
    pollNow: (localId) => watcher.pollNow(find(localId).localId),
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
        resumed.push(find(row.localId))
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
  return { cases, start, close: () => watcher.close() }
}

/** Interval and longest time of a watch: what was asked for, else the host's, else the settings'. */
export function leaseSettings(
  context: Context,
  environment: Environment,
  options: WatchOptions | false | undefined,
): WatchSettings {
  const { settings, watch } = context.ports
  const asked = options === false ? undefined : options
  const loopback = environment.kind === 'simulator' || isLoopback(new URL(environment.origin))
  const usual =
    environment.kind === 'simulator'
      ? loopbackIntervalMs
      : settings.get().pollIntervalSeconds * 1_000
  const intervalMs = asked?.intervalMs ?? watch?.intervalMs ?? usual
  return {
    intervalMs: loopback ? Math.max(10, intervalMs) : Math.max(1_000, intervalMs),
    timeoutMs: asked?.timeoutMs ?? watch?.timeoutMs ?? defaultTimeoutMs,
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
    return await client.paymentStatus(target, source, paymentId, call)
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
