import { Buffer } from 'node:buffer'
import type { Redactor } from '../evidence/redactor.ts'
import type { ExchangeRecord } from '../journal/exchanges-table.ts'
import type { ExchangeRequest } from './exchanger.ts'
import type { WireFault, WireReply, WireSeen } from './http/wire.ts'

/** One exchange as it happened, before anything was taken out of it. */
export interface RawExchange {
  id: string
  /** UTC ISO time. */
  at: string
  request: ExchangeRequest
  url: string
  headers: Record<string, string>
  latencyMs: number
  reply: WireReply | undefined
  fault: WireFault | undefined
  /** The reply's body, where it is not in a file of its own; of a reply that broke off what had come of it. */
  text: string
  /** Of LargeBodies, where it is. */
  bodyKey: string | undefined
}

/** What the journal keeps of it: everything, redacted. */
export function exchangeRecord(
  { id, at, request, url, headers, latencyMs, reply, fault, text, bodyKey }: RawExchange,
  redact: Pick<Redactor, 'text' | 'broken' | 'headers'>,
): ExchangeRecord {
  const { environment, step, method, body = '', localId, retryOf } = request
  // What was seen of an exchange that failed is as good as what was seen of one that was answered.
  const seen: WireSeen = reply ?? fault?.seen ?? {}
  const { status, timings, tls, remoteAddress, proxy, reused, partialBody } = seen
  return {
    id,
    environmentId: environment.id,
    step,
    at,
    method,
    url: redact.text(url),
    latencyMs,
    requestHeaders: redact.headers(seen.sentHeaders ?? Object.entries(headers)),
    requestBody: redact.text(body),
    requestBytes: Buffer.byteLength(body),
    responseHeaders: redact.headers(seen.headers ?? []),
    responseBody: reply === undefined ? redact.broken(text) : redact.text(text),
    responseBytes: reply?.bytes ?? partialBody?.length ?? 0,
    ...(localId === undefined ? {} : { localId }),
    ...(retryOf === undefined ? {} : { retryOf }),
    ...(status === undefined ? {} : { httpStatus: status }),
    ...(reply === undefined && status !== undefined ? { incomplete: true } : {}),
    ...(timings === undefined ? {} : { timings }),
    ...(tls === undefined ? {} : { tls }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(reused === undefined ? {} : { reused }),
    ...(bodyKey === undefined ? {} : { responseBodyKey: bodyKey }),
    ...(reply?.sha256 === undefined ? {} : { responseSha256: reply.sha256 }),
    ...(fault === undefined ? {} : failureOf(fault, redact)),
  }
}

const failureOf = (
  { code, details }: WireFault,
  redact: Pick<Redactor, 'text'>,
): Pick<ExchangeRecord, 'errorCode' | 'errorMessage'> => ({
  errorCode: code,
  errorMessage: redact.text(String(details['reason'] ?? code)),
})
