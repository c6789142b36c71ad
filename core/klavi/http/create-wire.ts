import type { Buffer } from 'node:buffer'
import {
  request as httpRequest,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import type { HeaderList } from '../../model/exchange.ts'
import { createAgents, type Pool } from './agents.ts'
import { collectBody } from './collect-body.ts'
import { round, type Attempt, type Connection } from './connect.ts'
import { attemptOf, connectionOf } from './connection-agent.ts'
import { toWireFault } from './wire-fault.ts'
import {
  defaultTimeouts,
  WireFault,
  type Wire,
  type WireReply,
  type WireRequest,
  type WireSeen,
  type WireTimeouts,
} from './wire.ts'

/** Begins one HTTP request on a connection of the pool; whoever sends must use it, and once. */
export type Send = (
  url: URL,
  options: RequestOptions,
  callback?: (response: IncomingMessage) => void,
) => ClientRequest

/** What was begun: the head of the answer, and its body as it came. */
export interface Answer {
  statusCode: number | undefined
  headers: IncomingHttpHeaders
  rawHeaders: string[]
  body: AsyncIterable<Buffer>
  /** Lets go of the connection, whatever has been read of it. */
  destroy(): void
}

/** Sends a request as it is, without retry, redirect or decompression, within the limits for first byte and total. */
export type Sender = (
  request: WireRequest,
  send: Send,
  limits: Pick<WireTimeouts, 'firstByte' | 'total'>,
) => Promise<Answer>

/**
 * A wire over one way of sending. Connections are opened by connect.ts and kept alive per set of authorities, client
 * certificate and proxy; everything that is seen of an exchange is noted here, so that all ways see the same.
 */
export function createWire(sender: Sender): Wire {
  const agents = createAgents()

  return {
    prepare: async () => {},
    async exchange(request) {
      const { host } = new URL(request.url)
      const pool = agents.poolFor(request)
      const begun = performance.now()
      let release: () => void
      try {
        release = await pool.slotsFor(host).take(request.signal)
      } catch (thrown) {
        throw new WireFault('aborted', {}, false, thrown)
      }
      try {
        return await once(sender, request, pool, host, performance.now() - begun)
      } finally {
        release()
      }
    },
    close: () => agents.close(),
  }
}

/** When things happened, in milliseconds of the monotonic clock. */
interface Moments {
  begun: number
  /** The connection was there. */
  connected?: number
  sent?: number
  answered?: number
}

async function once(
  sender: Sender,
  request: WireRequest,
  pool: Pool,
  host: string,
  queue: number,
): Promise<WireReply> {
  const moments: Moments = { begun: performance.now() }
  const late = new AbortController()
  const signal = AbortSignal.any([late.signal, ...(request.signal ? [request.signal] : [])])
  const attempt: Attempt = { host, limits: request.timeouts ?? defaultTimeouts, signal }
  const seen: WireSeen = pool.proxy === undefined ? {} : { proxy: pool.proxy }
  let connection: Connection | undefined
  // Node keeps a request's own limits to itself as long as it has no connection.
  const tooLate = setTimeout(() => {
    late.abort(new WireFault('timeout', { host, phase: 'total' }, false))
  }, attempt.limits.total)

  const watch = (outgoing: ClientRequest): ClientRequest => {
    outgoing.once('socket', (socket: Socket) => {
      clearTimeout(tooLate)
      moments.connected = performance.now()
      connection = connectionOf(socket)
      if (connection === undefined) return
      seen.reused = connection.uses > 0
      connection.uses += 1
      if (connection.tls !== undefined) seen.tls = connection.tls
      if (connection.remoteAddress !== undefined) seen.remoteAddress = connection.remoteAddress
    })
    outgoing.once('finish', () => {
      moments.sent = performance.now()
      seen.sentHeaders = sentHeaders(outgoing)
    })
    return outgoing
  }
  const timings = (): WireReply['timings'] => ({
    ...(queue >= 1 ? { queue: round(queue) } : {}),
    ...(seen.reused === false ? connection?.phases : {}),
    ...phasesOf(moments),
    total: round(queue + performance.now() - moments.begun),
  })

  try {
    const send = sendOver(pool, attempt, watch, request.fresh === true)
    const answer = await sender(request, send, attempt.limits)
    moments.answered = performance.now()
    const { statusCode: status = 0, headers, rawHeaders } = answer
    const head: Pick<WireReply, 'status' | 'headers'> = { status, headers: pairs(rawHeaders) }
    Object.assign(seen, head)
    try {
      const body = await collectBody(
        answer.body,
        {
          host,
          contentEncoding: headers['content-encoding'],
          contentLength: headers['content-length'],
          headers: head.headers,
        },
        request,
        (partial) => (seen.partialBody = partial),
      )
      return { ...seen, ...head, ...body, timings: timings(), reused: seen.reused === true }
    } finally {
      answer.destroy()
    }
  } catch (thrown) {
    const fault = toWireFault(thrown, host, connection !== undefined)
    fault.seen = { ...seen, timings: timings() }
    throw fault
  } finally {
    clearTimeout(tooLate)
  }
}

function sendOver(
  { agent }: Pool,
  attempt: Attempt,
  watch: (outgoing: ClientRequest) => ClientRequest,
  fresh: boolean,
): Send {
  const begin = agent.protocol === 'https:' ? httpsRequest : httpRequest
  return (url, options, callback) =>
    watch(
      agent.withoutIdle(fresh, () =>
        begin(url, { ...options, agent, [attemptOf]: attempt } as RequestOptions, callback),
      ),
    )
}

function phasesOf({ connected, sent, answered }: Moments): Partial<WireReply['timings']> {
  if (connected === undefined || answered === undefined) return {}
  return {
    // A server may answer before it has read everything.
    firstByte: round(answered - Math.min(sent ?? connected, answered)),
    download: round(performance.now() - answered),
  }
}

/** Node keeps what it wrote, with the headers that it added itself; the list without those where it does not. */
function sentHeaders(outgoing: ClientRequest): HeaderList {
  const { _header: written } = outgoing as unknown as { _header?: string | null }
  if (typeof written !== 'string') {
    return outgoing.getRawHeaderNames().map((name) => [name, String(outgoing.getHeader(name))])
  }
  return written
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()]
    })
}

function pairs(raw: string[]): HeaderList {
  const list: HeaderList = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    list.push([raw[index] ?? '', raw[index + 1] ?? ''])
  }
  return list
}
