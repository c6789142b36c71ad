import { KlaviError, type ErrorCode } from '../failure.ts'
import type { HeaderList } from '../model/exchange.ts'

/**
 * The error that a reply of HTTP 4xx/5xx (or an unexpected 1xx/3xx) stands for (docs/klavi-api.md §4).
 * `detail` is what the body says, already redacted by the caller's redactor.
 */
export function replyError(
  status: number,
  headers: HeaderList,
  body: unknown,
  host: string,
  redact: (text: string) => string,
  nowMs: number,
): KlaviError {
  const detail = redact(describeErrorBody(body)).slice(0, 500) || `HTTP ${status}`
  const base = { status, detail }
  if (status === 429) {
    const wait = retryAfterMs(headers, nowMs)
    const details = {
      ...base,
      retryAfter: wait === undefined ? '—' : `${Math.ceil(wait / 1_000)} s`,
    }
    return new KlaviError(
      'http-rate-limited',
      wait === undefined ? details : { ...details, retryAfterMs: wait },
    )
  }
  if (status === 416) {
    return new KlaviError('http-business', { ...base, businessCode: businessCode(body) })
  }
  const location = headerOf(headers, 'location') ?? ''
  // Without an address, as a 304 is, it is no redirect.
  if (status >= 300 && status < 400 && location !== '') {
    return new KlaviError('redirect-refused', { host, target: hostOf(redact(location)) })
  }
  const wait = status === 503 ? retryAfterMs(headers, nowMs) : undefined
  return new KlaviError(codeOf(status), wait === undefined ? base : { ...base, retryAfterMs: wait })
}

function codeOf(status: number): ErrorCode {
  const exact: Record<number, ErrorCode> = {
    400: 'http-bad-request',
    401: 'http-unauthorized',
    403: 'http-forbidden',
    404: 'http-not-found',
    409: 'http-conflict',
    422: 'http-bad-request',
  }
  if (exact[status] !== undefined) return exact[status]
  if (status >= 500) return 'http-server'
  return status >= 400 ? 'http-client' : 'http-unexpected'
}

/** A date begins with its weekday, in all three of its forms (RFC 9110 §5.6.7); all else is read by Date.parse as some year. */
const httpDate =
  /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? .*\d\d:\d\d:\d\d/i

/**
 * Retry-After in milliseconds, given in whole seconds or as a date (RFC 9110 §10.2.3); all else is as if it were not there.
 * A date is one of the server's clock, which the reply's own `Date` tells where it has one.
 */
export function retryAfterMs(headers: HeaderList, nowMs: number): number | undefined {
  const value = headerOf(headers, 'retry-after')
  if (value === undefined) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1_000
  const until = readHttpDate(value)
  if (until === undefined) return undefined
  return Math.max(0, until - (readHttpDate(headerOf(headers, 'date') ?? '') ?? nowMs))
}

const headerOf = (headers: HeaderList, wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1]?.trim()

function readHttpDate(text: string): number | undefined {
  // The oldest form names no zone, and is of Greenwich as the others are.
  const ms = httpDate.test(text) ? Date.parse(/GMT$/i.test(text) ? text : `${text} GMT`) : NaN
  return Number.isNaN(ms) ? undefined : ms
}

/** Envelopes in envelopes are followed this far. */
const deepest = 5

/**
 * What an error body says, in whichever of the known envelopes (docs/klavi-api.md §4): `{message: […]}`,
 * `{code, title, detail}`, `{code, message}`, `{errors: […]}`, `{error: …}`. Empty where it says nothing known.
 */
export function describeErrorBody(body: unknown, depth = 0): string {
  if (typeof body !== 'object' || body === null || depth > deepest) return ''
  const envelope = body as Record<string, unknown>
  const describeAll = (items: unknown[]): string =>
    items
      .map((item) => text(item) || describeErrorBody(item, depth + 1))
      .filter(Boolean)
      .join('; ')
  if (Array.isArray(envelope['errors'])) return describeAll(envelope['errors'])
  const inner = envelope['error']
  if (typeof inner === 'object' && inner !== null) return describeErrorBody(inner, depth + 1)
  const message = envelope['message']
  const words = Array.isArray(message) ? describeAll(message) : text(message)
  const title = text(envelope['title'])
  const detail = text(envelope['detail'])
  const sentence = words || [title, detail].filter(Boolean).join(': ')
  const code = text(envelope['errorCode'] ?? envelope['code'])
  return [code, sentence || text(inner)].filter(Boolean).join(' — ')
}

const businessCode = (body: unknown): string => {
  const { statusCode, code } = (body ?? {}) as Record<string, unknown>
  return text(statusCode ?? code)
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const hostOf = (location: string): string =>
  (URL.canParse(location) && new URL(location).host) || location.slice(0, 100)
