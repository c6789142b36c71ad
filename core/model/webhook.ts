import type { HeaderList } from './exchange.ts'
import type { Window } from './page.ts'

/**
 * What a webhook's signature is worth (docs/klavi-api.md §5). `late`: the signature is right and its timestamp is more
 * than five minutes from the clock, which may be a replay; `no-key`: this environment has no secret to check with.
 */
export type WebhookVerdict = 'valid' | 'invalid' | 'late' | 'unsigned' | 'no-key'

/** One webhook that arrived, redacted. */
export interface WebhookRecord {
  id: string
  environmentId: string
  /** UTC ISO time of arrival. */
  at: string
  verdict: WebhookVerdict
  /** UTC ISO time of x-klavi-timestamp. */
  timestamp?: string
  eventId?: string
  eventType?: string
  eventName?: string
  status?: string
  externalId?: string
  paymentId?: string
  /** The payment of this journal that it belongs to. */
  localId?: string
  headers: HeaderList
  path: string
  bytes: number
  /** The webhook that this one repeats. */
  replayOf?: string
}

export interface WebhookQuery extends Window {
  search: string
  environmentId?: string
  localId?: string
  verdict?: WebhookVerdict
}

/** The receiver on this machine. */
export interface InboxState {
  running: boolean
  /** Where webhooks are to be sent. */
  url?: string
  port?: number
  environmentId?: string
  /** UTC ISO time. */
  since?: string
  received: number
}

/** What came of sending a webhook once more. */
export interface ReplayResult {
  /** The receiver's answer; absent where there was none. */
  httpStatus?: number
  errorMessage?: string
  latencyMs: number
  /** How it arrived, where it went to this program's own inbox. */
  webhook?: WebhookRecord
}
