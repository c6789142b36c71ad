import { afterEach } from 'vitest'
import { KlaviError } from '../../../core/failure.ts'
import { createWriteBatch } from '../../../core/journal/write-batch.ts'
import { openJournal, type Journal } from '../../../core/journal/journal.ts'
import { PollError, type StatusResult } from '../../../core/klavi/calls/payment-status.ts'
import type { Observation } from '../../../core/model/observation.ts'
import type { PaymentSummary } from '../../../core/model/payment.ts'
import { Watcher } from '../../../core/watch/watcher.ts'
import { fakeClock } from './fake-clock.ts'
import { sampleIntent } from './sample-intent.ts'
import { deterministicRandom } from './seeded-random.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What one poll is answered. */
export type Step = string | Partial<StatusResult> | Error | 'hang'

export const settings = { intervalMs: 1_000, timeoutMs: 600_000 }
export const refused = (code: 'connect' | 'http-server', details = {}) =>
  new PollError(new KlaviError(code, { host: 'h', status: 500, detail: 'd', ...details }))

const open: Journal[] = []
afterEach(() => {
  for (const journal of open.splice(0)) journal.close()
})

/** A watcher over a real journal, whose polls answer what a script says; the last line is repeated. */
export function watcherScene(steps: Step[], options: { folder?: string; owner?: string } = {}) {
  const clock = fakeClock()
  const folder = options.folder ?? temporaryFolder()
  const { journal } = openJournal(folder, options.owner ?? 'test', clock.now())
  open.push(journal)
  const observations: Observation[] = []
  const payments: PaymentSummary[] = []
  const unjournalled: unknown[] = []
  const signals: AbortSignal[] = []
  let polls = 0
  let unreachable = 0
  const watcher = new Watcher({
    journal,
    clock,
    random: deterministicRandom(),
    async poll(_payment, signal) {
      signals.push(signal)
      const step = steps[Math.min(polls, steps.length - 1)] ?? 'ENQUEUED'
      polls += 1
      if (step instanceof Error) throw step
      if (step === 'hang') {
        await new Promise((_answer, reject) => {
          signal.addEventListener('abort', () => reject(new PollError(new KlaviError('aborted'))))
        })
      }
      const found = typeof step === 'string' ? { status: step } : step
      return { httpStatus: 200, latencyMs: 5, exchangeId: `e-${polls}`, ...found }
    },
    lane: ({ environmentId }) => environmentId,
    async onUnreachable() {
      unreachable += 1
    },
    publishObservation(observation) {
      const rows = journal.observations.list({ localId: observation.localId, limit: 1_000 })
      if (JSON.stringify(rows.at(-1)) !== JSON.stringify(observation))
        unjournalled.push(observation)
      observations.push(observation)
    },
    publishPayment(payment) {
      const row = journal.payments.byLocalId(payment.localId)
      if (JSON.stringify(row) !== JSON.stringify(payment)) unjournalled.push(payment)
      payments.push(payment)
    },
    write: (work) => work(),
    batch: createWriteBatch({
      clock,
      together: journal.together,
      failed(thrown) {
        throw thrown
      },
      went: () => {},
    }),
  })
  const payment = (localId = 'local-1'): PaymentSummary => {
    const found = journal.payments.byLocalId(localId)
    if (found === undefined) throw new Error(localId)
    return found
  }
  const accept = (localId = 'local-1', changes = {}): void => {
    journal.payments.insertIntent(sampleIntent({ localId }))
    journal.payments.update(localId, { state: 'accepted', paymentId: `p-${localId}`, ...changes })
  }
  return {
    clock,
    folder,
    journal,
    watcher,
    observations,
    payments,
    unjournalled,
    signals,
    payment,
    accept,
    polls: () => polls,
    unreachable: () => unreachable,
    seen: () => observations.map(({ status, errorCode }) => status ?? errorCode),
  }
}

export const happy = [
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_COMPLETED',
]
