import { m } from '../../messages/index.ts'
import type { PaymentState } from '../model/payment.ts'

/** The catalogue's sentence for each state of a payment, said in the language in force. */
export const stateSentences: Readonly<Record<PaymentState, () => string>> = {
  intent: m.state_intent,
  unknown: m.state_unknown,
  refused: m.state_refused,
  accepted: m.state_accepted,
  completed: m.state_completed,
  rejected: m.state_rejected,
  error: m.state_error,
  canceled: m.state_canceled,
  expired: m.state_expired,
  stopped: m.state_stopped,
  unsent: m.state_unsent,
}
