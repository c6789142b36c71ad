import type { ExchangeTimings, HeaderList } from '../model/exchange.ts'
import { m } from '../../messages/index.ts'
import { headerOf, type ExportedExchange } from './exported-exchange.ts'

/** HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as browsers read it, without its entries. */
export function harFrame(version: string): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Klavi Tester', version },
      entries: [],
    },
  }
}

/** One request and its reply as HAR writes them; times are milliseconds. */
export function harEntry(exchange: ExportedExchange): object {
  const timings = phases(exchange)
  // The sum of all phases that took place; `ssl` is a part of `connect` (HAR 1.2 "timings").
  const { ssl: _ssl, comment: _comment, ...counted } = timings
  const time = Object.values(counted).reduce((sum, ms) => sum + Math.max(0, ms), 0)
  return {
    startedDateTime: exchange.at,
    time: round(time),
    request: {
      method: exchange.method,
      url: exchange.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(exchange.requestHeaders),
      queryString: query(exchange.url),
      ...(exchange.requestBody !== '' && {
        postData: {
          mimeType: headerOf(exchange.requestHeaders, 'content-type') ?? 'application/json',
          text: exchange.requestBody,
        },
      }),
      headersSize: -1,
      bodySize: exchange.requestBytes,
    },
    response: {
      // Browsers write 0 for a request without a reply.
      status: exchange.httpStatus ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(exchange.responseHeaders),
      content: {
        size: exchange.responseBytes,
        mimeType: headerOf(exchange.responseHeaders, 'content-type') ?? 'application/octet-stream',
        text: exchange.responseBody,
        ...(exchange.incomplete === true && { comment: m.evidence_incomplete() }),
      },
      redirectURL: headerOf(exchange.responseHeaders, 'location') ?? '',
      headersSize: -1,
      bodySize: -1,
      ...(exchange.errorCode !== undefined && {
        _error: exchange.errorMessage ?? exchange.errorCode,
      }),
    },
    cache: {},
    timings,
    ...(address(exchange.remoteAddress) !== undefined && {
      serverIPAddress: address(exchange.remoteAddress),
    }),
    _id: exchange.id,
    _step: exchange.step,
    ...(exchange.localId !== undefined && { _payment: exchange.localId }),
    ...(exchange.tls !== undefined && { _securityDetails: exchange.tls }),
  }
}

interface HarTimings {
  blocked: number
  dns: number
  connect: number
  ssl: number
  send: number
  wait: number
  receive: number
  comment?: string
}

/** -1 for a phase that did not take place, as the specification asks. */
function phases({ timings, latencyMs }: ExportedExchange): HarTimings {
  const seen: Partial<ExchangeTimings> = timings ?? {}
  const { queue = -1, dns = -1, tcp, tls, download } = seen
  const connect = tcp === undefined && tls === undefined ? -1 : (tcp ?? 0) + (tls ?? 0)
  const counted = [dns, connect, download ?? 0].reduce((sum, ms) => sum + Math.max(0, ms), 0)
  const wait = seen.firstByte ?? Math.max(0, (seen.total ?? latencyMs) - counted)
  return {
    blocked: round(queue),
    dns: round(dns),
    connect: round(connect),
    ssl: round(tls ?? -1),
    send: 0,
    wait: round(wait),
    receive: round(download ?? 0),
  }
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000

const pairs = (headers: HeaderList): object[] => headers.map(([name, value]) => ({ name, value }))

function query(url: string): object[] {
  if (!URL.canParse(url)) return []
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }))
}

/** Without its port and brackets. */
const address = (remote: string | undefined): string | undefined =>
  remote?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
