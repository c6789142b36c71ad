import type {
  DocumentedCall,
  DriftFinding,
  HeaderList,
  PaymentDetails,
  PaymentFlow,
  PaymentSummary,
  PostIntent,
  RequestResult,
  SendConfirmation,
  SendResult,
  TokenView,
} from './types.ts'

/** What every call of the Klavi API needs besides the main job's four. */
export interface ClientRequests {
  /** Asks Klavi for the payment resource, now. */
  'payments.details': { input: { localId: string }; output: PaymentDetails }
  /** What was read of it last, also in an earlier run; null where it never was. */
  'payments.knownDetails': { input: { localId: string }; output: PaymentDetails | null }
  /** G3. `document`: CPF or CNPJ of whoever cancels. */
  'payments.cancel': {
    input: { localId: string; document: string }
    output: RequestResult
  }
  /**
   * Sends the body of a payment of unknown outcome once more, with its own externalId, as a payment of its own
   * (`resendOf`). A 409 shows that the first arrived; a payment that is created may be a second one.
   */
  'payments.resend': {
    input: { localId: string; confirm: true; confirmation?: SendConfirmation | undefined }
    output: SendResult
  }
  /** Sends JSON text byte for byte, as the flow that is named. */
  'payments.sendBody': {
    input: {
      environmentId: string
      flow: PaymentFlow
      body: string
      confirmation?: SendConfirmation | undefined
    }
    output: SendResult
  }

  'requests.send': {
    input: {
      environmentId: string
      method: 'GET' | 'POST'
      path: string
      query: HeaderList
      body: string
      confirmation?: SendConfirmation | undefined
    }
    output: RequestResult
  }
  /** The calls of the environment's dialect, with bodies to begin with. */
  'requests.catalogue': { input: { environmentId: string }; output: DocumentedCall[] }
  /** POSTs that created no payment, newest first. */
  'requests.posts': {
    input: { environmentId?: string | undefined; limit: number }
    output: PostIntent[]
  }
  /** A payment that is not in this journal, by Klavi's id. */
  'requests.payment': {
    input: { environmentId: string; paymentId: string; flow: PaymentFlow }
    output: PaymentDetails
  }
  /** Puts a payment that is not in this journal into it, by Klavi's id, and watches it. */
  'requests.watch': { input: { environmentId: string; paymentId: string }; output: PaymentSummary }

  'tokens.view': { input: { environmentId: string }; output: TokenView }

  /** Latest first; of all environments where none is named. */
  'drift.list': { input: { environmentId?: string | undefined }; output: DriftFinding[] }
  'drift.export': {
    input: { environmentId?: string | undefined; format: 'json' | 'markdown' }
    output: { text: string; fileName: string }
  }
  'drift.clear': { input: { environmentId?: string | undefined }; output: null }
}

export interface ClientEvents {
  /** Environments in which a reply differed from its documentation. */
  drift: { environmentId: string }[]
  /** POSTs that created no payment, as they change. */
  posts: PostIntent[]
}
