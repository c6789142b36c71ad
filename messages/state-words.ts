import { m } from './index.ts'

/** A payment's states (core/model/payment.ts) in the language in force; here, so that what only prints loads no more. */
export const stateSentences = {
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
} as const satisfies Readonly<Record<string, () => string>>
