import type { Outcome, PaymentOutcome } from '../model/observation.ts'
import type { PaymentSummary } from '../model/payment.ts'

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
