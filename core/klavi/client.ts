import { redactJson, type Redactor } from '../evidence/redactor.ts'
import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import type { Participant } from '../model/participant.ts'
import type { Clock } from '../ports.ts'
import { rulesOf } from './dialects/index.ts'
import type { Exchanger, ExchangeRequest, ExchangeResult } from './exchanger.ts'
import { nextCursor, readParticipants, readStatus, type StatusReply } from './replies.ts'
import { replyError } from './reply-error.ts'
import { readToken, type Token } from './token.ts'

/** An environment as it is called: with the authorities it trusts. */
export interface Target {
  environment: Environment
  ca?: string[]
}

export interface CallOptions {
  localId?: string
  signal?: AbortSignal
}

/** Where a GET's token comes from; `renew` is asked once, after a 401. */
export interface TokenSource {
  get(): Promise<Token>
  renew(): Promise<Token>
}

export type CreateResult =
  | (StatusReply & { kind: 'created'; paymentId: string })
  /** Answered 4xx: nothing was created. */
  | { kind: 'refused'; error: KlaviError }
  /** Nothing left this machine. */
  | { kind: 'unsent'; error: KlaviError }
  /** The answer was lost, was a 5xx, or could not be read: it may exist. */
  | { kind: 'unknown'; error: KlaviError }

export interface StatusResult extends StatusReply {
  httpStatus: number
  latencyMs: number
  exchangeId: string
}

/** A failed poll still has an exchange to look at. */
export class PollError extends Error {
  readonly error: KlaviError
  readonly exchangeId: string | undefined
  readonly latencyMs: number
  readonly httpStatus: number | undefined

  constructor(error: KlaviError, result?: ExchangeResult) {
    super(error.code, { cause: error })
    this.error = error
    this.exchangeId = result?.exchangeId
    this.latencyMs = result?.latencyMs ?? 0
    this.httpStatus = result?.kind === 'reply' ? result.status : undefined
  }
}

/** Pages of participants that are followed at the most. */
const mostPages = 50

/** The calls of the Klavi API, in the environment's dialect (docs/klavi-api.md §3). */
export function createClient(exchange: Exchanger, clock: Clock, redact: Redactor['text']) {
  const failureOf = (result: ExchangeResult, environment: Environment): KlaviError | undefined => {
    const { host } = new URL(environment.origin)
    if (result.kind === 'fault') return new KlaviError(result.fault.code, result.fault.details)
    if (result.status >= 200 && result.status < 300) {
      return result.isJson ? undefined : new KlaviError('malformed-body', { status: result.status })
    }
    return replyError(result.status, result.headers, result.json, host, redact, clock.now())
  }

  /** A server's own words may repeat what it was sent. */
  const statusOf = (body: unknown): StatusReply => {
    const found = readStatus(body)
    if (found.reason === undefined) return found
    const { code, message } = found.reason
    return { ...found, reason: { code: redact(code), message: redact(message) } }
  }

  /** A GET with its token; after a 401 one fresh token and the same once more (docs/klavi-api.md §4). */
  const get = async (
    target: Target,
    tokens: TokenSource,
    request: Pick<ExchangeRequest, 'step' | 'path' | 'query'>,
    options: CallOptions,
  ): Promise<ExchangeResult> => {
    const call = (token: Token, retryOf?: string): Promise<ExchangeResult> =>
      exchange({
        ...target,
        ...request,
        ...options,
        method: 'GET',
        token: token.value,
        ...(retryOf === undefined ? {} : { retryOf }),
      })
    const first = await call(await tokens.get())
    if (first.kind !== 'reply' || first.status !== 401) return first
    return call(await tokens.renew(), first.exchangeId)
  }

  return {
    /** `POST /auth` (docs/klavi-api.md §3.1). */
    async authenticate(
      target: Target,
      keys: { accessKey: string; secretKey: string },
      options: CallOptions = {},
    ): Promise<Token> {
      const { accessKey, secretKey } = keys
      const result = await exchange({
        ...target,
        ...options,
        step: 'auth',
        method: 'POST',
        path: '/auth',
        body: JSON.stringify({ accessKey, secretKey }),
      })
      const error = failureOf(result, target.environment)
      if (error !== undefined) throw error
      const token =
        result.kind === 'reply'
          ? readToken(result.json, clock.now())
          : /* c8 ignore next */ undefined
      if (token === undefined) {
        throw new KlaviError('malformed-body', {
          status: result.kind === 'reply' ? result.status : 0,
        })
      }
      return token
    },

    /** `GET /participants`, cursors followed (docs/klavi-api.md §3.2). */
    async participants(
      target: Target,
      tokens: TokenSource,
      options: CallOptions = {},
    ): Promise<Participant[]> {
      const all: Participant[] = []
      let cursor: string | undefined
      for (let page = 0; page < mostPages; page += 1) {
        const query = cursor === undefined ? {} : { query: { afterCursor: cursor } }
        const result = await get(
          target,
          tokens,
          { step: 'participants', path: '/participants', ...query },
          options,
        )
        const error = failureOf(result, target.environment)
        if (error !== undefined) throw error
        const json = result.kind === 'reply' ? result.json : undefined
        const found = readParticipants(redactJson(json, redact))
        if (found === undefined) {
          throw new KlaviError('malformed-body', {
            status: result.kind === 'reply' ? result.status : 0,
          })
        }
        all.push(...found)
        const next = nextCursor(json)
        if (next === undefined || next === cursor) break
        cursor = next
      }
      return all
    },

    /** `POST /payments`, exactly once, whatever happens (docs/klavi-api.md §3.3, §4). */
    async createPayment(
      target: Target,
      token: Token,
      body: string,
      options: CallOptions,
    ): Promise<CreateResult> {
      const result = await exchange({
        ...target,
        ...options,
        step: 'create',
        method: 'POST',
        path: rulesOf(target.environment.dialect).createPath,
        body,
        token: token.value,
      })
      const error = failureOf(result, target.environment)
      if (result.kind === 'fault') {
        const kind = result.fault.mayHaveArrived ? 'unknown' : 'unsent'
        return { kind, error: error as KlaviError }
      }
      if (error !== undefined) {
        const refused = result.status >= 400 && result.status < 500
        return { kind: refused ? 'refused' : 'unknown', error }
      }
      const found = statusOf(result.json)
      const { paymentId } = found
      if (paymentId === undefined) {
        return {
          kind: 'unknown',
          error: new KlaviError('malformed-body', { status: result.status }),
        }
      }
      return { ...found, kind: 'created', paymentId }
    },

    /** `GET /payments/{id}/status` (docs/klavi-api.md §3.5). Rejects with PollError. */
    async paymentStatus(
      target: Target,
      tokens: TokenSource,
      paymentId: string,
      options: CallOptions,
    ): Promise<StatusResult> {
      let result: ExchangeResult | undefined
      try {
        result = await get(
          target,
          tokens,
          { step: 'status', path: rulesOf(target.environment.dialect).statusPath(paymentId) },
          options,
        )
      } catch (thrown) {
        // Only the token's own call can throw here; its exchange is recorded by itself.
        throw new PollError(
          thrown instanceof KlaviError ? thrown : new KlaviError('internal', {}, thrown),
        )
      }
      const error = failureOf(result, target.environment)
      if (error !== undefined) throw new PollError(error, result)
      const reply = result as Extract<ExchangeResult, { kind: 'reply' }>
      const status = statusOf(reply.json)
      if (status.status === undefined) {
        throw new PollError(new KlaviError('malformed-body', { status: reply.status }), result)
      }
      return {
        ...status,
        httpStatus: reply.status,
        latencyMs: reply.latencyMs,
        exchangeId: reply.exchangeId,
      }
    },
  }
}

export type KlaviClient = ReturnType<typeof createClient>
