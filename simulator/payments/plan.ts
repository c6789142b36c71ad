import type { Outcome } from '../outcomes/outcome.ts'
import { reasonFor } from '../outcomes/reasons.ts'
import type { Reason, Stage } from './timeline.ts'

/** How long stages last, in simulated ms. */
export interface PlanTiming {
  stepMs: number
  /** Ms until consent authorises itself; null: only by its page. */
  consentMs: number | null
  /** Ms until a payment with a date runs; null: it runs at once. */
  scheduledMs: number | null
}

/** A consent without an answer is rejected after 60 minutes (docs/klavi-api.md section 3.5). */
export const CONSENT_LIMIT_MS = 60 * 60_000
/** How many steps a payment held as pending waits. */
const HELD_STEPS = 10

/** The stages that a payment with this outcome goes through, by docs/klavi-api.md section 3.5. */
export function planFor(outcome: Outcome, timing: PlanTiming): Stage[] {
  const { stepMs } = timing
  const step = (status: string, holdMs: number | null = stepMs): Stage => ({ status, holdMs })
  const end = (status: string, reason?: Reason): Stage => ({
    status,
    holdMs: null,
    ...(reason && { reason }),
  })
  const queued = step('ENQUEUED')
  const awaiting: Stage = {
    status: 'CONSENT_AWAITING_AUTHORIZATION',
    holdMs: timing.consentMs ?? CONSENT_LIMIT_MS,
    consent: true,
    ...(timing.consentMs === null && { timeout: reasonFor('TEMPO_EXPIRADO_AUTORIZACAO') }),
  }
  const authorized = step('CONSENT_AUTHORIZED')
  const pending = step('PAYMENT_PENDING')
  const settling = step('PAYMENT_SETTLEMENT_PROCESSING')
  const completed = end('PAYMENT_COMPLETED')
  const scheduled: Stage[] =
    timing.scheduledMs === null ? [] : [step('PAYMENT_SCHEDULED', timing.scheduledMs)]
  const toConsent = [queued, awaiting]
  const toPending = [...toConsent, authorized, ...scheduled, pending]
  const happy = [...toPending, settling, completed]
  switch (outcome.kind) {
    case 'consent-rejected':
      return [queued, awaiting, end('CONSENT_REJECTED', reasonFor(outcome.code))]
    case 'payment-rejected':
      return [...toPending, end('PAYMENT_REJECTED', reasonFor(outcome.code))]
    case 'error':
      return [...toConsent, authorized, end('ERROR', reasonFor(outcome.code))]
    case 'canceled':
      return [...toConsent, authorized, end('CANCELED')]
    case 'expired':
      return [...toConsent, end('EXPIRED')]
    case 'consent-unanswered':
      return [
        queued,
        { ...awaiting, holdMs: CONSENT_LIMIT_MS },
        end('CONSENT_REJECTED', reasonFor('TEMPO_EXPIRADO_AUTORIZACAO')),
      ]
    case 'stuck': {
      const at = happy.findIndex((stage) => stage.status === outcome.at)
      if (at < 0) return [queued, end(outcome.at)]
      return [...happy.slice(0, at), { ...(happy[at] as Stage), holdMs: null }]
    }
    case 'held':
      return [
        ...toPending.slice(0, -1),
        step('PAYMENT_PENDING', HELD_STEPS * stepMs),
        settling,
        completed,
      ]
    case 'partially-accepted':
      return [...toPending, step('PAYMENT_PARTIALLY_ACCEPTED'), settling, completed]
    case 'scheduled':
      return [...toConsent, authorized, step('PAYMENT_SCHEDULED'), pending, settling, completed]
    case 'skipped':
      return [queued, awaiting, completed]
    case 'out-of-order':
      return [queued, awaiting, pending, authorized, settling, completed]
    case 'regressed':
      return [...toPending, authorized, pending, settling, completed]
    case 'flips-back':
      return [...toPending, settling, pending, settling, pending, settling, completed]
    case 'unknown-status':
      return [...toConsent, step(outcome.status), pending, settling, completed]
    case 'long-way':
      return [
        step('STARTED'),
        ...toPending,
        settling,
        step('PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT'),
        completed,
      ]
    case 'completed':
    case 'refused':
    case 'outage':
      return happy
  }
}
