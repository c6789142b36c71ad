import {
  contentTypeOf,
  type ExchangeRequest,
  type ExchangeResult,
  type ReplyBytes,
} from '../klavi/exchanger.ts'
import type { HeaderList } from '../model/exchange.ts'

/** What one exchange of the run shows of how the server behaves; the checks of `conduct` judge all of them. */
export interface TrailEntry {
  exchangeId: string
  /** Epoch milliseconds at which the request left. */
  atMs: number
  /** The payment that it belongs to. */
  localId?: string
  /** It repeats one that went wrong. */
  repeats: boolean
  /** Content type of the request. */
  requestType: string
  step: ExchangeRequest['step']
  method: ExchangeRequest['method']
  /** Made to go wrong by the suite itself. */
  deliberate: boolean
  latencyMs: number
  status?: number
  /** Code of the fault where there was no reply. */
  fault?: string
  isJson: boolean
  bytes: number
  bom: boolean
  utf8: boolean
  secrets: boolean
  withToken: boolean
  contentTypes: string[]
  /** The server's clock minus this machine's, by the Date header. */
  skewMs?: number
  /** A 4xx body says in words or by a code what was wrong. */
  explains: boolean
}

export function trailEntry(
  request: ExchangeRequest,
  result: ExchangeResult,
  reply: ReplyBytes | undefined,
  deliberate: boolean,
  nowMs: number,
): TrailEntry {
  const replied = result.kind === 'reply' ? result : undefined
  const headers = replied?.headers ?? []
  const date = valuesOf(headers, 'date').map(Date.parse).find(Number.isFinite)
  return {
    exchangeId: result.exchangeId,
    atMs: nowMs - result.latencyMs,
    ...(request.localId === undefined ? {} : { localId: request.localId }),
    repeats: request.retryOf !== undefined,
    requestType: contentTypeOf(request),
    step: request.step,
    method: request.method,
    deliberate,
    latencyMs: result.latencyMs,
    ...(replied === undefined ? {} : { status: replied.status }),
    ...(result.kind === 'fault' ? { fault: result.fault.code } : {}),
    isJson: replied?.isJson ?? false,
    bytes: reply?.bytes ?? 0,
    bom: reply?.bom ?? false,
    utf8: reply?.utf8 ?? true,
    secrets: reply?.secrets ?? false,
    withToken: request.token !== undefined,
    contentTypes: valuesOf(headers, 'content-type'),
    ...(date === undefined ? {} : { skewMs: date - nowMs }),
    explains: explains(replied?.json),
  }
}

const valuesOf = (headers: HeaderList, name: string): string[] =>
  headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value)

/** Any of the envelopes of docs/klavi-api.md §4. */
function explains(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false
  const body = json as Record<string, unknown>
  return ['errorCode', 'message', 'code', 'title', 'detail', 'errors', 'error', 'statusCode'].some(
    (name) => body[name] !== undefined && body[name] !== '',
  )
}
