import type { OrderVerdict, Reason } from './payment.ts'

/** One poll of a payment's status: what was seen, or why nothing was. */
export interface Observation {
  localId: string
  paymentId: string
  /** 1, 2, 3 … within the payment. */
  seq: number
  /** UTC ISO time at which the reply (or the failure) was complete. */
  at: string
  /** Milliseconds since the payment's intent. */
  elapsedMs: number
  latencyMs: number
  httpStatus?: number
  /** Absent where the poll failed. */
  status?: string
  errorCode?: string
  errorMessage?: string
  /** True where the status differs from the one seen before. */
  changed: boolean
  /** What this observation did to the order, where it is not `kept`. */
  event?: Exclude<OrderVerdict, 'kept'>
  reason?: Reason
  consentUrl?: string
  exchangeId?: string
  /** Milliseconds until the next poll; absent where the watch ended here. */
  nextPollMs?: number
}

export type Outcome =
  'completed' | 'rejected' | 'error' | 'canceled' | 'expired' | 'refused' | 'stopped' | 'unknown'

/** How a send or a watch ended (docs/cli.md "outcome"). */
export interface PaymentOutcome {
  outcome: Outcome
  localId?: string
  paymentId?: string
  externalId?: string
  order?: OrderVerdict
  reason?: Reason
  /** Milliseconds since the intent. */
  elapsedMs: number
  /** Whether any poll of this watch was answered well; tells a silent server from a slow payment. */
  answered: boolean
}
