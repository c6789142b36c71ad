import type {
  BoardQuery,
  BoardRow,
  BodyDiff,
  BodyLines,
  BodyMatches,
  BodyNode,
  BodySide,
  BodySlice,
  BodyView,
  DriftFinding,
  ExchangeExport,
  ExchangeFilter,
  ExchangeQuery,
  ExchangeSummary,
  ExportedText,
  ForgetResult,
  HistoryFacets,
  HistoryQuery,
  InboxState,
  JournalExport,
  JournalImport,
  JournalUsage,
  Observation,
  ObservationQuery,
  Page,
  PaymentComparison,
  PaymentStory,
  PaymentSummary,
  ReplayResult,
  Retention,
  SendAgain,
  StatusCourse,
  StoryEntry,
  StoryQuery,
  SweepResult,
  WatchView,
  WebhookQuery,
  WebhookRecord,
} from './types.ts'

type Payment = { localId: string }
type Body = { id: string; side: BodySide }
/** As zod reads an optional field. */
type Loose<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] }
type ExportInput = Loose<Omit<ExchangeExport, 'filter'>> & {
  filter?: Loose<ExchangeFilter> | undefined
}

/** Watches, journal, inspector and webhooks: see core/journal-api.ts for what each does. */
export interface JournalRequests {
  'watch.page': { input: Loose<ObservationQuery>; output: Page<Observation> }
  'watch.pause': { input: Payment; output: PaymentSummary }
  'watch.resume': { input: Payment; output: PaymentSummary }
  'watch.setInterval': { input: Payment & { intervalMs: number }; output: PaymentSummary }
  'watch.view': { input: Payment; output: WatchView }
  'watch.course': { input: Payment; output: StatusCourse }
  'watch.board': { input: Loose<BoardQuery>; output: Page<BoardRow> }

  'history.query': { input: Loose<HistoryQuery>; output: Page<PaymentSummary> }
  'history.facets': { input: null; output: HistoryFacets }
  'history.story': { input: Loose<StoryQuery>; output: PaymentStory }
  'history.addNote': { input: Payment & { text: string }; output: StoryEntry }
  'history.removeNote': { input: Payment & { noteId: string }; output: null }
  'history.again': { input: Payment; output: SendAgain }
  'history.compare': { input: { first: string; second: string }; output: PaymentComparison }
  /** Its localId comes back in the event `paymentsForgotten`. */
  'history.forget': { input: Payment; output: ForgetResult }

  'exchanges.query': { input: Loose<ExchangeQuery>; output: Page<ExchangeSummary> }
  'exchanges.previous': { input: { id: string }; output: ExchangeSummary | null }
  'exchanges.drift': { input: { id: string }; output: DriftFinding[] }
  'exchanges.lines': {
    input: Body & { view: BodyView; offset: number; limit: number }
    output: BodyLines
  }
  'exchanges.find': { input: Body & { view: BodyView; text: string }; output: BodyMatches }
  'exchanges.tree': {
    input: Body & { path: string; offset: number; limit: number }
    output: Page<BodyNode>
  }
  'exchanges.pathAt': { input: Body & { line: number }; output: { path: string } }
  'exchanges.diff': { input: Body; output: BodyDiff }
  /** As text, e.g. for the clipboard (`app.copyText`) or the tab "As code": its beginning where it is long. */
  'exchanges.code': { input: ExportInput; output: ExportedText }
  /** Into a file that the person chooses; null where they did not. */
  'exchanges.export': { input: ExportInput; output: { path: string } | null }

  'journal.usage': { input: null; output: JournalUsage }
  /** What `journal.sweep` would remove. */
  'journal.preview': { input: Retention; output: SweepResult }
  'journal.sweep': { input: Retention; output: SweepResult }
  'journal.forgetEverything': { input: { confirm: true }; output: ForgetResult }
  /** Null where the person chose no file. */
  'journal.export': { input: { maskPersonal: boolean }; output: JournalExport | null }
  'journal.import': { input: null; output: JournalImport | null }

  'webhooks.state': { input: null; output: InboxState }
  'webhooks.start': {
    input: { environmentId: string; port?: number | undefined }
    output: InboxState
  }
  'webhooks.stop': { input: null; output: InboxState }
  'webhooks.query': { input: Loose<WebhookQuery>; output: Page<WebhookRecord> }
  'webhooks.body': { input: { id: string; offset: number; length: number }; output: BodySlice }
  /** To a loopback address, or, without one, to the inbox itself. */
  'webhooks.replay': { input: { id: string; url?: string | undefined }; output: ReplayResult }
}

export interface JournalEvents {
  /** localIds; all of them after `journal.forgetEverything`. */
  paymentsForgotten: string[]
  webhooks: WebhookRecord[]
  webhookState: InboxState
}
