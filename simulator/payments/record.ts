import type { Outcome } from '../outcomes/outcome.ts'
import type { SimulatorDialect } from '../options.ts'

export interface Person {
  name: string
  taxId: string
}

/** A payment as it was accepted: never changed afterwards, only followed by events. */
export interface PaymentRecord {
  type: 'payment'
  id: string
  /** Epoch ms of acceptance. */
  at: number
  /** Which call created it. */
  flow: 'payment' | 'scheduled' | 'whitelabel'
  dialect: SimulatorDialect
  /** `externalId` of G1, `clientRequestId` of G2 and G3. Single use. */
  externalId: string
  participantId: string
  payer: Person
  centavos: number
  /** YYYY-MM-DD in Brasília; set for scheduled payments. */
  date?: string
  redirectUrl?: string
  /** The request body as it came. */
  request: Record<string, unknown>
  outcome: Outcome
  stepMs: number
  consentMs: number | null
  scheduledMs: number | null
  consentId: string
  /** Unguessable part of the consent page's address. */
  consentToken: string
  endToEndId: string
}

/** What a dialect's validation makes of a good request body. */
export interface PaymentDraft {
  externalId: string
  participantId: string
  payer: Person
  centavos: number
  date?: string
  redirectUrl?: string
  qrCode?: string
}
