import type { paymentStates } from '../../shared/payment-states.ts'

/** A payment form as typed. Nothing here is valid yet; `core/payments` judges it. */
export interface PaymentDraft {
  participantId: string
  /** For people only; not sent. */
  participantName: string
  /** Reais as people type them, e.g. `48,00`. */
  amount: string
  payerName: string
  payerCpf: string
  method: string
  /** Empty means: a new UUID at every send. */
  externalId: string
  redirectUrl: string
}

export type IssueSeverity = 'error' | 'warning' | 'hint'

/** One finding about a draft, placed at the field that it concerns. */
export interface PayloadIssue {
  field: keyof PaymentDraft
  severity: IssueSeverity
  code: string
  /** In the person's language. */
  message: string
}

/** What would be sent, and what is known to be wrong with it. */
export interface PaymentPreview {
  /** The exact bytes of the wire body, as text. */
  body: string
  /** The wire value, e.g. `4800`; empty while the amount cannot be read. */
  amountWire: string
  /** Integer centavos; null while the amount cannot be read. */
  amountCentavos: number | null
  issues: PayloadIssue[]
  /** True when no issue is an error in this environment. */
  sendable: boolean
}

/** See shared/payment-states.ts. */
export type PaymentState = (typeof paymentStates)[number]

export interface Reason {
  code: string
  /** What the server said, or the human sentence for the code. */
  message: string
}

export type OrderVerdict = 'unknown-status' | 'regressed' | 'skipped' | 'kept'

/**
 * How a payment was begun: the usual call, a scheduled one (G1), or a whitelabel link on which the payer chooses the bank
 * (G1, G2; docs/klavi-api.md §3.6).
 */
export type PaymentFlow = 'payment' | 'scheduled' | 'whitelabel'

/**
 * What a second send with the same externalId taught about a first whose answer was lost: `arrived` (answered 409),
 * `maybe-twice` (a payment was created, which may be a second one).
 */
export type ResendEvidence = 'arrived' | 'maybe-twice'

/**
 * A state that lasted longer than the documentation allows (docs/klavi-api.md §3.5): the consent's address after 60 s, an
 * authorised consent after 5 min, a consent after 60 min, a partial acceptance after 24 h. It says nothing of the order.
 */
export interface Stall {
  kind: 'consent-url' | 'authorized' | 'consent' | 'partially-accepted'
  status: string
  /** UTC ISO time at which the state began. */
  since: string
  limitMs: number
  /** When it was over; absent while it lasts. */
  until?: string
}

export interface PaymentSummary {
  /** This program's own id (UUID); Klavi's is `paymentId`. */
  localId: string
  environmentId: string
  environmentName: string
  externalId: string
  paymentId?: string
  state: PaymentState
  amountCentavos: number
  amountWire: string
  participantId: string
  participantName: string
  /** Masked: first name and initials. */
  payerName: string
  /** UTC ISO time of the intent. */
  createdAt: string
  endedAt?: string
  lastStatus?: string
  order?: OrderVerdict
  reason?: Reason
  /** Present while the server awaits the payer's consent (docs/klavi-api.md §3.5). */
  consentUrl?: string
  /** Absent: the usual call. */
  flow?: PaymentFlow
  /** The page of a whitelabel link. */
  paymentUrl?: string
  /** The localId of the payment whose answer was lost, which this one sent again. */
  resendOf?: string
  /** What a later send of the same body taught about this one. */
  evidence?: ResendEvidence
  /** Sent although something in it cannot be right: a deliberate negative test. */
  negative?: true
  /** Why it was sent past the readiness gate, as the person typed it; only in guarded environments. */
  readinessOverride?: string
  /** Since when `lastStatus` holds; UTC ISO time. */
  statusSince?: string
  stalls?: Stall[]
  watching: boolean
  /** Another program of this profile watches it. */
  watchedElsewhere?: true
  /** The watch rests until it is resumed; `watching` is false then. */
  paused?: boolean
  /** Milliseconds between polls of a watch that goes on. */
  intervalMs?: number
}

export interface SendResult {
  payment: PaymentSummary
  /** Why the send did not create a payment, or why that is unknown. */
  error?: { code: string; message: string; hint: string }
}
