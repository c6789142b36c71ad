import type { DriftCalls, PaymentCalls, RequestCalls, TokenCalls } from './client-api.ts'
import type { CredentialCases, EnvironmentCases } from './environment-api.ts'
import type { CoreListener } from './events.ts'
import type { TokenStatus } from './model/credential.ts'
import type { SendConfirmation } from './model/guard.ts'
import type { Notice } from './model/notice.ts'
import type { ParticipantFilters, ParticipantList } from './model/participant.ts'
import type {
  ExchangeCalls,
  HistoryCalls,
  InboxCalls,
  JournalCalls,
  WatchCalls,
} from './journal-api.ts'
import type {
  PaymentDraft,
  PaymentFlow,
  PaymentPreview,
  PaymentSummary,
  SendResult,
} from './model/payment.ts'
import type { LogoBench } from './use-cases/logos.ts'
import type { ParticipantBench, PayloadBench, PayloadToSend } from './use-cases/payload-api.ts'
import type { GuardCases } from './use-cases/guard.ts'
import type { ReadinessCalls } from './readiness-api.ts'
import type { ScenarioCalls } from './scenario-api.ts'

/** A payment as a ready wire body, for hosts that do not use the form (`klavi-tester pay FILE`). */
export interface RawPayment {
  /** JSON text, sent byte for byte. */
  body: string
  /** Absent: the usual call. */
  flow?: PaymentFlow
}

/**
 * Everything the program can do, as one object; every host (Electron, command line, tests) drives this and nothing
 * beneath it. All methods reject with KlaviError (core/failure.ts) only.
 */
export interface Workbench extends PayloadBench {
  logos: LogoBench
  subscribe(listener: CoreListener): () => void

  environments: EnvironmentCases
  credentials: CredentialCases
  guard: GuardCases
  authenticate(environmentId: string, signal?: AbortSignal): Promise<TokenStatus>
  participants: ParticipantBench & {
    /** The last list of this process, else the copy of an earlier one (`offline`), or null. */
    cached(environmentId: string): ParticipantList | null
    fetch(
      environmentId: string,
      signal?: AbortSignal,
      filters?: ParticipantFilters,
    ): Promise<ParticipantList>
  }
  drafts: {
    get(environmentId: string): PaymentDraft
    set(environmentId: string, draft: PaymentDraft): void
  }
  payments: PaymentCalls & {
    preview(environmentId: string, draft: PaymentDraft): PaymentPreview
    /**
     * Writes the intent, POSTs once, and starts the watch where a payment was created. Resolves for every answer,
     * refusals and lost answers included; rejects only where nothing left this machine.
     */
    send(
      environmentId: string,
      what: PaymentDraft | RawPayment | PayloadToSend,
      options?: SendOptions,
    ): Promise<SendResult>
    list(query: { search?: string; limit: number }): PaymentSummary[]
    /** By localId, paymentId or externalId. */
    get(id: string): PaymentSummary
    adopt(localId: string, paymentId: string): PaymentSummary
  }
  watch: WatchCalls
  exchanges: ExchangeCalls
  history: HistoryCalls
  journal: JournalCalls
  inbox: InboxCalls
  requests: RequestCalls
  tokens: TokenCalls
  drift: DriftCalls
  readiness: ReadinessCalls
  scenarios: ScenarioCalls
  notices: {
    list(): Notice[]
    dismiss(id: string): void
  }
  /** Stops watches (their leases are given up, so that another process may go on), simulator and journal. */
  close(): Promise<void>
}

export interface WatchOptions {
  /** Milliseconds between polls; below 1,000 for loopback origins only. */
  intervalMs?: number
  /** Milliseconds after which the watch stops, a hanging poll included. */
  timeoutMs?: number
}

export interface SendOptions {
  /** Wanted by guarded environments (core/use-cases/guard.ts). */
  confirmation?: SendConfirmation | undefined
  signal?: AbortSignal
  /** Gives up what comes before the POST; once that has left, only `signal` and the call's own limits end it. */
  before?: AbortSignal
  /** Errors of a payload are meant, and stand in the journal as such; for nothing in a guarded environment. */
  negative?: boolean
  /** How to watch what was created; false: not at all (the payment is left for somebody to watch later). */
  watch?: WatchOptions | false
  /** Cuts the answer off after its headers, to see what becomes of a payment whose answer was lost. */
  loseAnswer?: true
  /** Sends it as something else than JSON, to see it refused. */
  contentType?: string
}
