import type { OrderVerdict, PaymentState, PaymentSummary, Stall } from './payment.ts'
import type { Window } from './page.ts'

/** A status of a payment's course, for as long as it lasted. */
export interface StatusSpan {
  status: string
  /** The observation that saw it first; 0 where the POST's own answer did. */
  seq: number
  /** UTC ISO times; `leftAt` is absent for the status that holds. */
  enteredAt: string
  leftAt?: string
  /** Milliseconds in it so far. */
  ms: number
  /** How long it may last by the documentation (docs/klavi-api.md §3.5), milliseconds. */
  limitMs?: number
  /** What it did to the order, where it is not `kept`. */
  event?: Exclude<OrderVerdict, 'kept'>
}

/** The way that a payment took, and what was late on it. */
export interface StatusCourse {
  localId: string
  spans: StatusSpan[]
  stalls: Stall[]
  order?: OrderVerdict
  /** The states that every completed payment passes, in order. */
  happyPath: string[]
}

/** What the engine does with a payment now. */
export interface WatchView {
  localId: string
  /** `here`: this process polls; `elsewhere`: another one does; `paused`; `none`: nobody watches. */
  state: 'here' | 'elsewhere' | 'paused' | 'none'
  /** Milliseconds between polls, and the least that this environment allows. */
  intervalMs: number
  leastIntervalMs: number
  /** UTC ISO times. */
  startedAt?: string
  /** When the watch gives up. */
  stopsAt?: string
  nextPollAt?: string
  /** Failed polls since the last good one. */
  failures: number
  polls: number
}

/** A window of a payment's log, oldest first. */
export interface ObservationQuery extends Window {
  localId: string
  onlyChanges?: boolean
  /** In status, error, reason and ids, ignoring case. */
  search?: string
}

export type BoardSort = 'state' | 'status' | 'age' | 'environment' | 'amount' | 'stall'

/** One payment on the board of all that are watched. */
export interface BoardRow {
  payment: PaymentSummary
  /** Since when the last status holds; UTC ISO time. */
  statusSince?: string
  polls: number
  failures: number
  lastLatencyMs?: number
  nextPollAt?: string
}

export interface BoardQuery extends Window {
  /** `active`: what is polled or paused; `all`: every payment that was accepted and has not ended, or ended today. */
  scope: 'active' | 'all'
  environmentIds?: string[]
  states?: PaymentState[]
  search?: string
  sort: BoardSort
  descending: boolean
}
