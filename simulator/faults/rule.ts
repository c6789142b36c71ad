import type { RouteName } from '../http/route-table.ts'

/** A way for the sandbox to misbehave. Times in ms, sizes in bytes. */
export type Fault =
  | { kind: 'latency'; ms: number; jitterMs?: number }
  | { kind: 'bandwidth'; bytesPerSecond: number }
  | { kind: 'slow-drip'; bytes: number; everyMs: number }
  /** Says nothing more until the client gives up. */
  | { kind: 'hang'; where: 'before-headers' | 'mid-body' }
  /** Cuts the connection (TCP RST); after processing, the answer is lost but its effect is not. */
  | { kind: 'reset'; when: 'before-processing' | 'after-processing' | 'mid-body' }
  /** Answers this status instead of serving. */
  | {
      kind: 'status'
      httpStatus: number
      retryAfterS?: number
      body?: 'envelope' | 'ofb' | 'html' | 'empty'
    }
  /** Answers this status although the request was served. */
  | { kind: 'status-after'; httpStatus: number }
  | { kind: 'truncated-json' }
  | { kind: 'invalid-json' }
  | { kind: 'content-type'; value: string }
  | { kind: 'bom' }
  | { kind: 'huge-body'; bytes: number }
  | { kind: 'duplicate-headers' }
  | { kind: 'redirect'; location: string; httpStatus?: 301 | 302 | 303 | 307 | 308 }
  /** For new connections; belongs to no route. */
  | { kind: 'certificate'; problem: 'expired' | 'self-signed' | 'wrong-host' }
  /** Every token given out so far is worth nothing any more. */
  | { kind: 'revoke-tokens' }
  | { kind: 'clock-skew'; seconds: number }
  /** `field` is a dotted path; lists are gone through (`data.name`). */
  | { kind: 'drift'; change: 'rename' | 'remove' | 'add' | 'retype'; field: string; to?: string }
  /** The reply repeats the request's headers and body, as careless servers do in errors. */
  | { kind: 'echo-secrets' }

export type FaultKind = Fault['kind']

export interface FaultRule {
  route: RouteName | '*'
  fault: Fault
  /** 0 to 1; default 1. */
  probability?: number
  /** Lets this many matching requests pass first. */
  skip?: number
  /** Fires at most this often. */
  count?: number
  /** Ends this long after it was set. */
  durationMs?: number
}

/** A rule with what became of it. */
export interface FaultState {
  rule: FaultRule
  /** Requests that it could have hit. */
  matched: number
  /** Requests that it hit. */
  fired: number
  /** It will hit nothing any more. */
  spent: boolean
}
