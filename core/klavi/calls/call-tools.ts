import type { Redactor } from '../../evidence/redactor.ts'
import { KlaviError } from '../../failure.ts'
import type { Environment } from '../../model/environment.ts'
import type { Clock } from '../../ports.ts'
import type { ClockSkew } from '../clock-skew.ts'
import type { Exchanger, ExchangeRequest, ExchangeResult } from '../exchanger.ts'
import type { Retrier } from '../retries.ts'
import { readStatus, type StatusReply } from '../replies.ts'
import { replyError } from '../reply-error.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'

export type Reply = Extract<ExchangeResult, { kind: 'reply' }>
export type GetRequest = Pick<ExchangeRequest, 'step' | 'path' | 'fromRoot' | 'query'>

/** What the calls of the Klavi API have in common. */
export interface CallTools {
  exchange: Exchanger
  clock: Clock
  skew: Pick<ClockSkew, 'of'>
  redact: Redactor['text']
  /** Why a result is no good answer, or undefined where it is one: 2xx and JSON. */
  failureOf(result: ExchangeResult, environment: Environment): KlaviError | undefined
  /** @throws KlaviError where there was no good answer */
  good(result: ExchangeResult, environment: Environment): Reply
  /** Status and reason redacted (a server's own words may repeat what it was sent), ids and addresses as they came. */
  statusOf(body: unknown): StatusReply
  repeat: Retrier['repeat']
  /**
   * A GET with its token; after a 401 one fresh token and the same once more (docs/klavi-api.md §4). Repeated while it may
   * pass, unless it is to be made once.
   */
  get(
    target: Target,
    tokens: TokenSource,
    request: GetRequest,
    options: CallOptions,
  ): Promise<ExchangeResult>
}

export function callTools(
  exchange: Exchanger,
  clock: Clock,
  redact: Redactor['text'],
  { repeat }: Retrier,
  skew: Pick<ClockSkew, 'of'>,
): CallTools {
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
    skew,
    redact,
    failureOf,
    good(result, environment) {
      const error = failureOf(result, environment)
      if (error !== undefined) throw error
      return result as Reply
    },
    statusOf(body) {
      const found = readStatus(body)
      if (found.status !== undefined) found.status = redact(found.status)
      if (found.reason === undefined) return found
      const { code, message } = found.reason
      return { ...found, reason: { code: redact(code), message: redact(message) } }
    },
    repeat,
    async get(target, tokens, request, { once, ...options }) {
      let token = await tokens.get()
      let renewed = false
      const call = (retryOf?: string): Promise<ExchangeResult> =>
        exchange({
          ...target,
          ...request,
          ...options,
          method: 'GET',
          token: token.value,
          ...(retryOf === undefined ? {} : { retryOf }),
        })
      const authorised = async (retryOf?: string): Promise<ExchangeResult> => {
        const result = await call(retryOf)
        if (renewed || result.kind !== 'reply' || result.status !== 401) return result
        renewed = true
        token = await tokens.renew(token)
        return call(result.exchangeId)
      }
      return once === true ? authorised() : repeat(authorised, options.signal)
    },
  }
}

/** Said of a 2xx whose JSON is not what it should be. */
export const malformed = ({ status, exchangeId }: Reply): KlaviError =>
  new KlaviError('malformed-body', { status, exchangeId })
