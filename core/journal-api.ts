import type { BodySlice, ExchangeDetail, ExchangeSummary } from './model/exchange.ts'
import type {
  BodyDiff,
  BodyLines,
  BodyMatches,
  BodyNode,
  BodySide,
  BodyView,
  ExchangeExport,
  ExchangeQuery,
  ExportedText,
  ExportFile,
} from './model/exchange-query.ts'
import type { DriftFinding } from './model/drift.ts'
import type {
  HistoryFacets,
  HistoryQuery,
  PaymentComparison,
  PaymentStory,
  SendAgain,
  StoryEntry,
  StoryQuery,
} from './model/history.ts'
import type {
  ForgetResult,
  JournalExport,
  JournalImport,
  JournalUsage,
  Retention,
  SweepResult,
} from './model/journal-care.ts'
import type { Observation, PaymentOutcome } from './model/observation.ts'
import type { Page } from './model/page.ts'
import type { PaymentSummary } from './model/payment.ts'
import type {
  BoardQuery,
  BoardRow,
  ObservationQuery,
  StatusCourse,
  WatchView,
} from './model/watch-view.ts'
import type {
  InboxState,
  ReplayResult,
  WebhookQuery,
  WebhookRecord,
  WebhookVerdict,
} from './model/webhook.ts'
import type { WatchOptions } from './workbench-api.ts'

export interface WatchCalls {
  log(query: { localId: string; afterSeq?: number; limit: number }): Observation[]
  /** A window of the log, of any length. */
  page(query: ObservationQuery): Page<Observation>
  /** Takes the lease (`watch-owned` if another living process has it) and polls until the payment ends. */
  start(localId: string, options?: WatchOptions): PaymentSummary
  /** A payment that this journal does not know yet, by Klavi's id. */
  adoptForeign(environmentId: string, paymentId: string): PaymentSummary
  /** Ends the watch; the payment goes on at Klavi. */
  stop(localId: string): PaymentSummary
  /** Rests until `resume`, also over restarts. The time that a watch may take goes on. */
  pause(localId: string): PaymentSummary
  resume(localId: string): PaymentSummary
  pollNow(localId: string): void
  /** Milliseconds. @throws KlaviError `invalid-input` beyond 1–60 s (from 10 ms on loopback) */
  setInterval(localId: string, intervalMs: number): PaymentSummary
  view(localId: string): WatchView
  course(localId: string): StatusCourse
  /** All payments that are watched, or all that go on. */
  board(query: BoardQuery): Page<BoardRow>
  /** Takes over every unfinished watch whose owner is dead; for hosts that stay (the app). */
  resumeAll(): PaymentSummary[]
  /** The machine goes to sleep: no poll leaves until `wake`. */
  sleep(): void
  /** It woke up: what fell due meanwhile is polled now, spread over an interval. */
  wake(): void
  /** Resolves when the watch of this payment ends in this process. */
  finished(localId: string, signal?: AbortSignal): Promise<PaymentOutcome>
}

/** Large bodies are read in a process of their own, where the host has one to give: what may take long is a promise. */
export interface ExchangeCalls {
  list(query: { environmentId?: string; localId?: string; limit: number }): ExchangeSummary[]
  /** Newest first. */
  query(query: ExchangeQuery): Page<ExchangeSummary>
  get(id: string): ExchangeDetail
  body(query: { id: string; side: BodySide; offset: number; length: number }): BodySlice
  lines(query: {
    id: string
    side: BodySide
    view: BodyView
    offset: number
    limit: number
  }): Promise<BodyLines>
  find(query: { id: string; side: BodySide; view: BodyView; text: string }): Promise<BodyMatches>
  /** Children of the node at a JSON path (`$` is the whole). */
  tree(query: {
    id: string
    side: BodySide
    path: string
    offset: number
    limit: number
  }): Promise<Page<BodyNode>>
  /** JSON path of what stands at a line of the indented body. */
  pathAt(query: { id: string; side: BodySide; line: number }): Promise<string>
  /** The same call before this one: same environment, step, method and path. */
  previous(id: string): ExchangeSummary | null
  /** Against the same call before it. */
  diff(query: { id: string; side: BodySide }): Promise<BodyDiff>
  /** Differences from the documentation that were found in this kind of exchange in its environment. */
  drift(id: string): DriftFinding[]
  /** @param most characters that are given back */
  export(what: ExchangeExport, most?: number): Promise<ExportedText>
  /** The same into a file, however large. @throws KlaviError `file-failed` */
  exportFile(what: ExchangeExport): ExportFile
}

export interface HistoryCalls {
  query(query: HistoryQuery): Page<PaymentSummary>
  facets(): HistoryFacets
  story(query: StoryQuery): PaymentStory
  addNote(localId: string, text: string): StoryEntry
  removeNote(localId: string, noteId: string): void
  /** @throws KlaviError `invalid-input` for a payment whose body was never known */
  again(localId: string): SendAgain
  compare(first: string, second: string): PaymentComparison
  /** Removes a payment and all that belongs to it, from the file too. @throws KlaviError `payment-watched` */
  forget(localId: string): ForgetResult
}

export interface JournalCalls {
  usage(): JournalUsage
  /** What retention would remove now. */
  preview(retention: Retention): SweepResult
  sweep(retention: Retention): SweepResult
  /** Everything but settings and keys, proven gone from file and write-ahead log. @throws KlaviError `payment-watched` */
  forgetEverything(): ForgetResult
  /** NDJSON, redacted. */
  export(path: string, options: { maskPersonal: boolean }): Promise<JournalExport>
  import(path: string): Promise<JournalImport>
}

export interface InboxCalls {
  state(): InboxState
  /** Receives on loopback; the port that is named, else a free one. @throws KlaviError `inbox-port` */
  start(environmentId: string, port?: number): Promise<InboxState>
  stop(): Promise<InboxState>
  /** Newest first. */
  query(query: WebhookQuery): Page<WebhookRecord>
  body(query: { id: string; offset: number; length: number }): BodySlice
  /**
   * Sends one again, signed anew with the environment's secret, to a loopback address or, without one, to the inbox
   * itself.
   */
  replay(id: string, url?: string): Promise<ReplayResult>
  /** Judges a signature over raw bytes; the environment's secret stays in the core. */
  verify(
    environmentId: string,
    body: Uint8Array,
    signature: string,
    timestamp?: string,
  ): Promise<WebhookVerdict>
}
