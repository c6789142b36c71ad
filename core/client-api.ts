import type { DriftFinding } from './model/drift.ts'
import type {
  CancelledBy,
  DocumentedCall,
  PaymentDetails,
  PostIntent,
  RawRequest,
  RequestResult,
} from './model/payment-details.ts'
import type { PaymentDraft, PaymentFlow, SendResult } from './model/payment.ts'
import type { TokenView } from './model/token-view.ts'
import type { SendOptions } from './workbench-api.ts'

export type PostOptions = Pick<SendOptions, 'signal' | 'confirmation'>

/** What can be done with a payment besides sending and watching it. */
export interface PaymentCalls {
  /** Asks for the payment resource, and keeps the answer. */
  details(localId: string, signal?: AbortSignal): Promise<PaymentDetails>
  /** The resource as it was read last, also in an earlier run. */
  knownDetails(localId: string): PaymentDetails | null
  /**
   * Cancels it (G3 only): a POST of its own, with an intent, never repeated.
   * @throws KlaviError `unsupported-call`, `invalid-input` (no CPF or CNPJ), and what every send throws
   */
  cancel(localId: string, by: CancelledBy, options?: PostOptions): Promise<RequestResult>
  /**
   * Sends the body of a payment of unknown outcome again, with its own externalId, as a payment of its own. The first
   * keeps its state and learns by `evidence` what the second's answer shows.
   * @throws KlaviError `invalid-input` where its outcome is not unknown, or its body held a secret and is not known whole
   */
  resend(localId: string, options: SendOptions & { confirm: true }): Promise<SendResult>
  /** A wire body to begin with, as indented JSON; its externalId is new. */
  template(environmentId: string, flow: PaymentFlow, draft: PaymentDraft): string
}

/** Calls that are not about a payment of this journal. */
export interface RequestCalls {
  /**
   * Makes one request with the environment's own token. A POST leaves an intent first and is never repeated; one to a
   * path that creates payments is a payment, with all that belongs to it.
   * @throws KlaviError `foreign-origin`, `invalid-input`, and what every send throws
   */
  send(request: RawRequest, options?: SendOptions): Promise<RequestResult>
  /** The documented calls of the environment's dialect. */
  catalogue(environmentId: string): DocumentedCall[]
  /** POSTs that created no payment, newest first. */
  posts(query: { environmentId?: string; limit: number }): PostIntent[]
  /** The resource of a payment that is not in this journal, by Klavi's id. */
  payment(
    environmentId: string,
    paymentId: string,
    flow: PaymentFlow,
    signal?: AbortSignal,
  ): Promise<PaymentDetails>
}

export interface TokenCalls {
  /** What is known of an environment's tokens; asks nobody. */
  view(environmentId: string): TokenView
}

export interface DriftCalls {
  /** Differences between replies and their documentation, of one environment or of all, latest first. */
  list(environmentId?: string): DriftFinding[]
  export(format: 'json' | 'markdown', environmentId?: string): string
  clear(environmentId?: string): void
}
