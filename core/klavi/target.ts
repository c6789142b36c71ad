import type { Environment } from '../model/environment.ts'
import type { Way } from './way.ts'
import type { Token } from './token.ts'

/** An environment as it is called, and the way there. */
export interface Target {
  environment: Environment
  way: Way
}

export interface CallOptions {
  localId?: string
  signal?: AbortSignal
  /** Not even a GET is repeated: a poll's next try is the watch's to decide (core/watch/schedule.ts). */
  once?: true
  /** As ExchangeRequest says it. */
  recordLater?: true
  /** Bytes of the answer that are read at most; 0 cuts it off after its headers. */
  largestBody?: number
  /** Of a request, in place of what the guide asks. */
  contentType?: string
}

/** Where a GET's token comes from. */
export interface TokenSource {
  get(): Promise<Token>
  /** Another than the one that was just refused; asked once, after a 401. */
  renew(refused: Token): Promise<Token>
}
