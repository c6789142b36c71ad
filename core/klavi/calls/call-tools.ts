import type { Redactor } from '../../evidence/redactor.ts'
import { KlaviError } from '../../failure.ts'
import type { Environment } from '../../model/environment.ts'
import type { Clock } from '../../ports.ts'
import type { Exchanger, ExchangeRequest, ExchangeResult } from '../exchanger.ts'
import { readStatus, type StatusReply } from '../replies.ts'
import { replyError } from '../reply-error.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'
import type { Token } from '../token.ts'

export type Reply = Extract<ExchangeResult, { kind: 'reply' }>
export type GetRequest = Pick<ExchangeRequest, 'step' | 'path' | 'fromRoot' | 'query'>

/** What the calls of the Klavi API have in common. */
export interface CallTools {
  exchange: Exchanger
  clock: Clock
  redact: Redactor['text']
  /** Why a result is no good answer, or undefined where it is one: 2xx and JSON. */
  failureOf(result: ExchangeResult, environment: Environment): KlaviError | undefined
  /** @throws KlaviError where there was no good answer */
  good(result: ExchangeResult, environment: Environment): Reply
  /** Status, reason and ids, redacted: a server's own words may repeat what it was sent. */
  statusOf(body: unknown): StatusReply
  /** A GET with its token; after a 401 one fresh token and the same once more (docs/klavi-api.md §4). */
  get(
    target: Target,
    tokens: TokenSource,
    request: GetRequest,
    options: CallOptions,
  ): Promise<ExchangeResult>
}

export function callTools(exchange: Exchanger, clock: Clock, redact: Redactor['text']): CallTools {
  const failureOf = (result: ExchangeResult, environment: Environment): KlaviError | undefined => {
    const { host } = new URL(environment.origin)
    const { exchangeId } = result
    if (result.kind === 'fault') {
      return new KlaviError(result.fault.code, { ...result.fault.details, exchangeId })
    }
    if (result.status >= 200 && result.status < 300) {
      return result.isJson
        ? undefined
        : new KlaviError('malformed-body', { status: result.status, exchangeId })
    }
    const error = replyError(result.status, result.headers, result.json, host, redact, clock.now())
    return new KlaviError(error.code, { ...error.details, exchangeId })
  }

  return {
    exchange,
    clock,
    redact,
    failureOf,
    good(result, environment) {
      const error = failureOf(result, environment)
      if (error !== undefined) throw error
      return result as Reply
    },
    statusOf(body) {
      const found = readStatus(body)
      if (found.reason === undefined) return found
      const { code, message } = found.reason
      return { ...found, reason: { code: redact(code), message: redact(message) } }
    },
    async get(target, tokens, request, options) {
      const call = (token: Token, retryOf?: string): Promise<ExchangeResult> =>
        exchange({
          ...target,
          ...request,
          ...options,
          method: 'GET',
          token: token.value,
          ...(retryOf === undefined ? {} : { retryOf }),
        })
      const token = await tokens.get()
      const first = await call(token)
      if (first.kind !== 'reply' || first.status !== 401) return first
      return call(await tokens.renew(token), first.exchangeId)
    },
  }
}

/** Said of a 2xx whose JSON is not what it should be. */
export const malformed = ({ status, exchangeId }: Reply): KlaviError =>
  new KlaviError('malformed-body', { status, exchangeId })
