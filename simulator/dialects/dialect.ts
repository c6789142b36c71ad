import type { Institution } from '../participants/institutions.ts'
import type { SimulatorDialect } from '../options.ts'
import type { PaymentDraft, PaymentRecord } from '../payments/record.ts'
import type { Replay } from '../payments/timeline.ts'

/** Everything that a reply about a payment may say. */
export interface PaymentView {
  record: PaymentRecord
  state: Replay
  institution: Institution
  /** Address of the institution's logo. */
  avatar: string
  /** Present only while the payer is being asked. */
  consentUrl?: string
}

/** One vocabulary of the API (docs/klavi-api.md section 2). */
export interface Dialect {
  name: SimulatorDialect
  /** Path of the payments collection below the API's base. */
  payments: string
  /** Throws a Problem (400, 416, 422) that names every mistake. */
  readPayment(body: Record<string, unknown>): PaymentDraft
  /** Throws a Problem; as readPayment, but a date is needed. */
  readScheduled(body: Record<string, unknown>): PaymentDraft
  payment(view: PaymentView): Record<string, unknown>
  status(view: PaymentView): Record<string, unknown>
}
