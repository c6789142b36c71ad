import type { Outcome, PaymentOutcome } from '../../core/model/observation.ts'
import type { PaymentSummary, Reason, SendResult } from '../../core/model/payment.ts'
import type { Run } from '../host/host.ts'
import type { Session } from '../host/session.ts'
import { reasonWords } from '../output/words.ts'
import { exitCodeOf, exitCodeOfError } from './exit-code.ts'

const ends: readonly string[] = ['completed', 'rejected', 'error', 'canceled', 'expired', 'refused']

/** How a payment ended as the journal has it, or undefined where it goes on (or may be watched again). */
export function storedOutcome(payment: PaymentSummary): PaymentOutcome | undefined {
  const lost = payment.state === 'unknown' || payment.state === 'intent'
  if (lost && payment.paymentId === undefined) return outcomeOf(payment, 'unknown')
  return ends.includes(payment.state) ? outcomeOf(payment, payment.state as Outcome) : undefined
}

/** An outcome made of what is known of a payment; `reason` where it has none of its own. */
export function outcomeOf(
  payment: PaymentSummary,
  outcome: Outcome,
  reason: Reason | undefined = payment.reason,
): PaymentOutcome {
  const end = payment.endedAt === undefined ? Date.now() : Date.parse(payment.endedAt)
  return {
    outcome,
    localId: payment.localId,
    externalId: payment.externalId,
    answered: payment.lastStatus !== undefined,
    elapsedMs: Math.max(0, end - Date.parse(payment.createdAt)),
    ...(payment.paymentId !== undefined && { paymentId: payment.paymentId }),
    ...(payment.order !== undefined && { order: payment.order }),
    ...(reason && { reason }),
  }
}

/** Waits for the end of a watch of this process and tells it. Answers the exit code; 130 when interrupted. */
export async function follow(run: Run, session: Session, localId: string): Promise<number> {
  let outcome: PaymentOutcome
  try {
    outcome = await session.bench.watch.finished(localId, run.signal)
  } catch (error) {
    if (!run.signal.aborted) throw error
    outcome = outcomeOf(session.bench.payments.get(localId), 'stopped')
  }
  report(run, session, outcome)
  return run.signal.aborted ? 130 : exitCodeOf(outcome, session.lastError(localId))
}

/** Tells an outcome, its reason in words where the server gave only a code. */
export function report(run: Run, session: Session, outcome: PaymentOutcome): void {
  const { reason } = outcome
  const told =
    reason === undefined || reason.message !== ''
      ? outcome
      : { ...outcome, reason: { code: reason.code, message: reasonWords(reason.code) ?? '' } }
  const { localId } = outcome
  if (localId !== undefined) session.end(localId)
  run.reporter.outcome(told, localId === undefined ? undefined : session.payment(localId))
}

/**
 * What a send came to, told where it ended there (refused, lost, or ended at once).
 * @returns the exit code, or undefined where a payment was created and goes on
 */
export function reportSend(run: Run, session: Session, result: SendResult): number | undefined {
  const { payment, error } = result
  if (payment.state === 'unsent' && error !== undefined) {
    run.reporter.failure(error)
    return run.signal.aborted ? 130 : exitCodeOfError(error.code)
  }
  // The payment was made and has its id: what is wrong is that it is not on disk yet.
  if (error?.code === 'answer-unsaved') run.reporter.failure(error)
  const stored = storedOutcome(payment)
  if (stored === undefined) return undefined
  const reason = stored.reason ?? (error && { code: error.code, message: error.message })
  const outcome = reason === undefined ? stored : { ...stored, reason }
  report(run, session, outcome)
  if (run.signal.aborted) return 130
  return exitCodeOf(outcome, error?.code)
}
