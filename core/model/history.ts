import type { ExchangeSummary } from './exchange.ts'
import type { Observation } from './observation.ts'
import type { Window } from './page.ts'
import type { PaymentDetails, PostIntent } from './payment-details.ts'
import type { PaymentFlow, PaymentState, PaymentSummary } from './payment.ts'
import type { StatusCourse } from './watch-view.ts'
import type { WebhookRecord } from './webhook.ts'

export type HistorySort =
  'createdAt' | 'endedAt' | 'amount' | 'environment' | 'state' | 'bank' | 'status'

export interface HistoryQuery extends Window {
  /** In ids, statuses, codes, banks, masked names and notes, ignoring case. */
  search: string
  environmentIds?: string[]
  states?: PaymentState[]
  /** Last statuses. */
  statuses?: string[]
  methods?: string[]
  /** UTC ISO times, `from` included, `to` not. */
  from?: string
  to?: string
  sort: HistorySort
  descending: boolean
}

/** A value that a filter may take, and how many payments have it. */
export interface Facet {
  value: string
  count: number
}

export interface HistoryFacets {
  /** `value` is the environment's id. */
  environments: (Facet & { name: string })[]
  states: Facet[]
  statuses: Facet[]
  methods: Facet[]
}

export type StoryKind =
  | 'intent'
  | 'exchange'
  | 'observation'
  | 'webhook'
  | 'details'
  | 'post'
  | 'override'
  | 'resend'
  | 'note'
  | 'end'

/** One thing that happened to a payment. The field named as the kind holds it; `text` is for `override` and `note`. */
export interface StoryEntry {
  /** Unique in the story. */
  id: string
  /** UTC ISO time. */
  at: string
  kind: StoryKind
  exchange?: ExchangeSummary
  observation?: Observation
  webhook?: WebhookRecord
  details?: PaymentDetails
  post?: PostIntent
  /** The payment that sent this one's body again. */
  resend?: PaymentSummary
  text?: string
}

export interface StoryQuery extends Window {
  localId: string
  /** Polls that saw nothing new and their exchanges; absent or false: only those that changed or failed. */
  everyPoll?: boolean
}

/** A payment's whole story, oldest first. */
export interface PaymentStory {
  payment: PaymentSummary
  /** The wire body as it was sent, redacted; empty for a payment that was only watched. */
  body: string
  /** Whether `body` is the very text that left (nothing in it was redacted). */
  bodyWhole: boolean
  course: StatusCourse
  entries: StoryEntry[]
  offset: number
  total: number
}

/** What is needed to send a payment's body once more as a new payment. */
export interface SendAgain {
  environmentId: string
  environmentName: string
  flow: PaymentFlow
  /** The body with a new externalId, as indented JSON. */
  body: string
  externalId: string
  /** False where a part of the body was a secret and is not known. */
  whole: boolean
  participantName: string
}

/** One line of a comparison; a side is absent where it has no such value. */
export interface CompareLine {
  /** JSON path (`$.user.name`), or the name of a fact. */
  path: string
  first?: string
  second?: string
  same: boolean
}

export interface PaymentComparison {
  first: PaymentSummary
  second: PaymentSummary
  /** What was sent. */
  payload: CompareLine[]
  /** How it went: state, order, reason, number of polls, time to the end. */
  facts: CompareLine[]
  /** Milliseconds in each status, in the order of the first that has it. */
  courses: { status: string; firstMs?: number; secondMs?: number }[]
}
