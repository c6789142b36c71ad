import type { Journal } from '../journal/journal.ts'
import type { PaymentOutcome } from '../model/observation.ts'
import type { OrderVerdict, PaymentSummary, Stall } from '../model/payment.ts'
import { orderVerdict } from './status-machine.ts'

export interface WatchSettings {
  intervalMs: number
  timeoutMs: number
}

/** One payment that is polled, as the engine holds it in memory. */
export interface Watch extends WatchSettings {
  payment: PaymentSummary
  startedMs: number
  seq: number
  /** Statuses in the order seen, repeats left out. */
  seen: string[]
  /** The log has the first of them: the POST's answer may have told it before any poll did. */
  logged: boolean
  /** Epoch milliseconds since when the last of them holds. */
  sinceMs: number
  stalls: Stall[]
  /** The verdict so far; an earlier run's is kept, whose first statuses this one may not know. */
  order: OrderVerdict
  failures: number
  answered: boolean
  polling: boolean
  abort: AbortController
  ended: (outcome: PaymentOutcome) => void
  end: Promise<PaymentOutcome>
}

/** What the journal knows of a payment, made ready to go on with. */
export function openWatch(
  journal: Journal,
  payment: PaymentSummary,
  settings: WatchSettings,
  startedMs: number,
): Watch {
  let ended: Watch['ended'] = () => {}
  const end = new Promise<PaymentOutcome>((resolve) => (ended = resolve))
  const seen = journal.observations.statuses(payment.localId)
  const logged = seen.length > 0
  if (!logged && payment.lastStatus !== undefined) seen.push(payment.lastStatus)
  return {
    ...settings,
    payment,
    startedMs,
    seq: journal.observations.lastSeq(payment.localId),
    seen,
    logged,
    sinceMs: Date.parse(payment.statusSince ?? payment.createdAt),
    stalls: payment.stalls ?? [],
    order: payment.order ?? orderVerdict(seen),
    failures: 0,
    answered: false,
    polling: false,
    abort: new AbortController(),
    ended,
    end,
  }
}
