import { Buffer, isUtf8 } from 'node:buffer'
import { redactionMark, type Redactor } from '../evidence/redactor.ts'
import type { ExchangeRecord } from '../journal/exchanges-table.ts'
import type { Environment } from '../model/environment.ts'
import type { ExchangeStep, HeaderList } from '../model/exchange.ts'
import type { Clock, RandomSource } from '../ports.ts'
import { isoTime } from '../system.ts'
import { composeUrl } from './compose-url.ts'
import { exchangeRecord } from './exchange-record.ts'
import { bodyReceiver, type BodyStore, type ReceivedBody } from './receive-body.ts'
import type { Way } from './way.ts'
import type { Wire, WireFault, WireReply } from './http/wire.ts'

export interface ExchangeRequest {
  environment: Environment
  way: Way
  step: ExchangeStep
  method: 'GET' | 'POST'
  /** Below the environment's prefix, or from the root; begins with `/`. */
  path: string
  fromRoot?: boolean
  query?: HeaderList
  body?: string
  token?: string
  localId?: string
  retryOf?: string
  /** On a connection of its own, so that no kept-alive one that just died can lose it. */
  fresh?: true
  signal?: AbortSignal
  /** Its record may still wait for its commit when the result comes: what follows from it is committed behind it. */
  recordLater?: true
  /** Bytes that are read at most, where not as many as usual: 0 cuts the answer off after its headers. */
  largestBody?: number
  /** In place of what the guide asks, to see it refused. */
  contentType?: string
}

/** What the bytes of a reply say besides their text. */
export interface ReplyBytes {
  bytes: number
  /** A byte order mark, which JSON forbids. */
  bom: boolean
  utf8: boolean
  /** Something secret stood in it. */
  secrets: boolean
}

interface Ended {
  exchangeId: string
  latencyMs: number
}

export type ExchangeResult =
  | (Ended & {
      kind: 'reply'
      status: number
      headers: HeaderList
      /** Undefined where the body is not JSON. */
      json: unknown
      isJson: boolean
      /** The body was so large that it was only ever seen redacted. */
      redacted: boolean
    })
  | (Ended & { kind: 'fault'; fault: WireFault })

export interface ExchangerPorts {
  wire: Wire
  redactor: Redactor
  clock: Clock
  random: RandomSource
  userAgent: string
  /** Where large bodies go. */
  bodies: BodyStore
  /** Journals, then publishes; resolves when both are done, and must not fail. */
  record(record: ExchangeRecord): Promise<void>
  /** Hears when a reply came, with its headers; times in epoch milliseconds. */
  onReply?(environmentId: string, headers: HeaderList, sentMs: number, receivedMs: number): void
  /** Compares a JSON reply with what is documented of it; must not throw. */
  compare?(environment: Environment, step: ExchangeStep, status: number, json: unknown): void
  /** Hears of every exchange after it was recorded (or soon will be: `recordLater`); must not throw. */
  onEnded?(request: ExchangeRequest, result: ExchangeResult, reply?: ReplyBytes): void
}

export type Exchanger = (request: ExchangeRequest) => Promise<ExchangeResult>

/**
 * Makes one exchange with an environment and records it, redacted, whether it was answered or not.
 */
export function createExchanger(ports: ExchangerPorts): Exchanger {
  const { wire, redactor, clock, random } = ports

  return async (request) => {
    const url = composeUrl(request.environment, request)
    const headers = requestHeaders(request, ports.userAgent)
    if (request.token !== undefined) redactor.addToken(request.token)
    await wire.prepare()
    const exchangeId = random.uuid()
    const sentMs = clock.now()
    const at = isoTime(sentMs)
    const started = clock.monotonic()

    // A token must be known before its own reply is written down.
    const store = request.step === 'auth' ? undefined : ports.bodies
    const body = bodyReceiver(store, redactor.within(request.token).text)
    let reply: WireReply | undefined
    let fault: WireFault | undefined
    try {
      reply = await wire.exchange({
        method: request.method,
        url,
        headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        ...request.way,
        ...(request.fresh === true ? { fresh: true } : {}),
        ...body.way,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
        ...(request.largestBody === undefined ? {} : { largestBody: request.largestBody }),
      })
    } catch (thrown) {
      fault = thrown as WireFault
    }
    const latencyMs = Math.round(clock.monotonic() - started)
    if (reply !== undefined) {
      ports.onReply?.(request.environment.id, reply.headers, sentMs, clock.now())
    }
    const { text, key, json, isJson }: ReceivedBody =
      reply === undefined
        ? { text: body.partOf(fault?.seen ?? {}), key: undefined, json: undefined, isJson: false }
        : await body.receive(reply)
    const redact = redactor.within(request.token, learnToken(json, redactor))
    const record = exchangeRecord(
      { id: exchangeId, at, request, url, headers, latencyMs, reply, fault, text, bodyKey: key },
      redact,
    )
    const recorded = ports.record(record)
    if (request.recordLater !== true) await recorded

    if (fault !== undefined) {
      const failed: ExchangeResult = { kind: 'fault', fault, exchangeId, latencyMs }
      ports.onEnded?.(request, failed)
      return failed
    }
    const { status, headers: replyHeaders, body: bodyBytes, bytes } = reply as WireReply
    if (isJson) ports.compare?.(request.environment, request.step, status, json)
    const answer = { status, headers: replyHeaders, json, isJson, redacted: key !== undefined }
    const result: ExchangeResult = { kind: 'reply', exchangeId, latencyMs, ...answer }
    const secrets = record.responseBody.includes(redactionMark)
    ports.onEnded?.(request, result, { bytes, secrets, ...encodingOf(bodyBytes) })
    return result
  }
}

function requestHeaders(request: ExchangeRequest, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'user-agent': userAgent,
    'content-type': contentTypeOf(request),
  }
  if (request.token !== undefined) headers['authorization'] = `Bearer ${request.token}`
  return headers
}

/** As the guide asks (docs/klavi-api.md §1), unless the environment says otherwise. */
export const contentTypeOf = ({ method, environment, contentType }: ExchangeRequest): string =>
  contentType ??
  environment.exchange?.contentTypes?.[method] ??
  (method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json')

function encodingOf(body: Buffer): Pick<ReplyBytes, 'bom' | 'utf8'> {
  const bom = body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
  return { bom, utf8: isUtf8(body) }
}

/** The token that an auth reply brings, made known to the redactor. */
function learnToken(json: unknown, redactor: Redactor): string | undefined {
  const token = (json as { accessToken?: unknown } | null | undefined)?.accessToken
  if (typeof token !== 'string') return undefined
  redactor.addToken(token)
  return token
}
