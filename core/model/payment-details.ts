import type { HeaderList } from './exchange.ts'
import type { PaymentFlow, Reason } from './payment.ts'

/** Payer or payee, as far as the reply names them; account numbers come masked from Klavi. */
export interface PartyFacts {
  name?: string
  /** CPF or CNPJ. */
  document?: string
  bank?: string
  ispb?: string
  branch?: string
  account?: string
  accountType?: string
}

/** The payment resource as it was read last (docs/klavi-api.md §3.4); what the reply does not say is absent. */
export interface PaymentDetails {
  /** Absent for a payment that is not in this journal. */
  localId?: string
  environmentId: string
  paymentId: string
  flow: PaymentFlow
  /** UTC ISO time of the reply. */
  fetchedAt: string
  exchangeId: string
  status?: string
  reason?: Reason
  externalId?: string
  endToEndId?: string
  transactionId?: string
  consentId?: string
  method?: string
  /** As it came, e.g. `4800` or `48.00`. */
  amountWire?: string
  /** Null where the amount is not in the dialect's form. */
  amountCentavos?: number | null
  /** `YYYY-MM-DD`, of a scheduled payment. */
  date?: string
  createdAt?: string
  updatedAt?: string
  description?: string
  /** Masked by nobody: the key as it was sent. */
  pixKey?: string
  participantId?: string
  provider?: { name?: string; avatar?: string }
  payer?: PartyFacts
  payee?: PartyFacts
  debtor?: PartyFacts
  /** The whole reply, redacted. */
  raw: unknown
}

/** Who cancels, as G3 asks for it: `{cancelledBy, identifierType}` (docs/klavi-api.md §3.6). */
export interface CancelledBy {
  /** CPF or CNPJ, with or without punctuation; absent: the payer's. */
  document?: string
}

/** What became of a POST that creates no payment. */
export type PostState = 'intent' | 'answered' | 'refused' | 'unsent' | 'unknown'

/** A POST that creates no payment: its intent is on disk before it leaves, as a payment's is. */
export interface PostIntent {
  id: string
  environmentId: string
  environmentName: string
  kind: 'cancel' | 'raw'
  /** The payment that it concerns. */
  localId?: string
  /** With the environment's prefix. */
  path: string
  state: PostState
  /** UTC ISO times. */
  createdAt: string
  endedAt?: string
  httpStatus?: number
  exchangeId?: string
  error?: Reason
}

/** A request that a person wrote by hand, through the same token, redaction, journal and guard as every other. */
export interface RawRequest {
  environmentId: string
  method: 'GET' | 'POST'
  /**
   * Below the environment's prefix (`/participants`), or from the root where it begins with the prefix's own first part
   * (`/payment/management/v1/merchants`). A query may stand in it.
   */
  path: string
  query?: HeaderList
  /** Sent byte for byte; POST only. */
  body?: string
}

/** What came of one; headers and bodies are the exchange's. */
export interface RequestResult {
  exchangeId: string
  url: string
  httpStatus?: number
  latencyMs: number
  /** Whether the reply's body is JSON. */
  isJson: boolean
  /** Why there was no good answer. */
  error?: { code: string; message: string; hint: string }
  /** A POST's own record, where it created no payment. */
  post?: PostIntent
  /** The payment that a POST to one of the creating paths made, or may have made. */
  payment?: import('./payment.ts').PaymentSummary
}

/** A call of the API that can be made by hand. */
export interface DocumentedCall {
  id: string
  method: 'GET' | 'POST'
  /** Below the prefix, with `{id}` where an id stands. */
  path: string
  /** Parameters of the query that are known. */
  query: string[]
  /** A body to begin with, as indented JSON. */
  body?: string
}
