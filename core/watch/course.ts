import type { Observation } from '../model/observation.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { StatusCourse, StatusSpan } from '../model/watch-view.ts'
import { isoTime } from '../system.ts'
import { limitOf } from './stalls.ts'
import { happyPath } from './status-machine.ts'

/**
 * The way that a payment took, from the polls that saw something new.
 * @param changes those observations, oldest first
 * @param untilMs the last moment at which the last status was known to hold, for a payment that has not ended
 */
export function courseOf(
  payment: PaymentSummary,
  changes: readonly Observation[],
  untilMs: number,
): StatusCourse {
  const spans: StatusSpan[] = []
  const enter = (status: string, at: string, seq: number, event?: StatusSpan['event']): void => {
    const before = spans.at(-1)
    if (before !== undefined) {
      before.leftAt = at
      before.ms = Math.max(0, Date.parse(at) - Date.parse(before.enteredAt))
    }
    const limitMs = limitOf(status)
    spans.push({
      status,
      seq,
      enteredAt: at,
      ms: 0,
      ...(limitMs !== undefined && { limitMs }),
      ...(event !== undefined && { event }),
    })
  }
  // The POST's own answer may have named the first status; a poll that saw the same then marked no change.
  const [first] = changes
  if (first === undefined && payment.lastStatus !== undefined) {
    enter(payment.lastStatus, payment.statusSince ?? payment.createdAt, 0)
  }
  for (const { status, at, seq, event } of changes) {
    if (status !== undefined) enter(status, at, seq, event)
  }
  const last = spans.at(-1)
  if (last !== undefined) {
    const end = payment.endedAt === undefined ? untilMs : Date.parse(payment.endedAt)
    last.ms = Math.max(0, end - Date.parse(last.enteredAt))
    if (payment.endedAt !== undefined) last.leftAt = isoTime(end)
  }
  return {
    localId: payment.localId,
    spans,
    stalls: payment.stalls ?? [],
    ...(payment.order !== undefined && { order: payment.order }),
    happyPath: [...happyPath],
  }
}
