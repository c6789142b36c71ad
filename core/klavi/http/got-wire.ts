import type { Buffer } from 'node:buffer'
import { request as httpRequest, type ClientRequest, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import got, { type Request, type Response } from 'got'
import type { HeaderList } from '../../model/exchange.ts'
import { createAgents, type Pool } from './agents.ts'
import { collectBody } from './collect-body.ts'
import { round, type Attempt, type Connection } from './connect.ts'
import { attemptOf, connectionOf } from './connection-agent.ts'
import { acceptedEncodings } from './decode-body.ts'
import { toWireFault } from './wire-fault.ts'
import {
  defaultTimeouts,
  WireFault,
  type Wire,
  type WireReply,
  type WireRequest,
  type WireSeen,
} from './wire.ts'

/**
 * The wire over got: its retries, redirects and decompression are off. Connections are opened by connect.ts and kept
 * alive per set of authorities, client certificate and proxy.
 */
export function createGotWire(): Wire {
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
        return await once(request, pool, host, performance.now() - begun)
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
    const stream = openStream(request, pool, attempt, watch)
    const response = await answered(stream)
    moments.answered = performance.now()
    const { statusCode: status, headers, rawHeaders } = response
    const head: Pick<WireReply, 'status' | 'headers'> = { status, headers: pairs(rawHeaders) }
    Object.assign(seen, head)
    try {
      const body = await collectBody(
        stream as AsyncIterable<Buffer>,
        {
          host,
          contentEncoding: headers['content-encoding'],
          contentLength: headers['content-length'],
        },
        request,
      )
      return { ...seen, ...head, ...body, timings: timings(), reused: seen.reused === true }
    } finally {
      stream.destroy()
    }
  } catch (thrown) {
    const fault = toWireFault(thrown, host, connection !== undefined)
    fault.seen = { ...seen, timings: timings() }
    throw fault
  } finally {
    clearTimeout(tooLate)
  }
}

function openStream(
  request: WireRequest,
  { agent }: Pool,
  attempt: Attempt,
  watch: (outgoing: ClientRequest) => ClientRequest,
): Request {
  const { firstByte, total } = attempt.limits
  const send = agent.protocol === 'https:' ? httpsRequest : httpRequest
  const stream = got.stream(request.url, {
    method: request.method,
    headers: { 'accept-encoding': acceptedEncodings, ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    request: (url, options, callback) =>
      watch(
        agent.withoutIdle(request.fresh === true, () =>
          send(url, { ...options, agent, [attemptOf]: attempt } as RequestOptions, callback),
        ),
      ),
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    timeout: { response: firstByte, request: total },
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  })
  // Whoever reads hears every error; one that comes after the last byte (the caller's signal, aborted once it has its
  // answer) would otherwise end the whole program.
  stream.on('error', () => {})
  return stream
}

const answered = (stream: Request): Promise<Response> =>
  new Promise((resolve, reject) => {
    stream.once('response', resolve)
    stream.once('error', reject)
  })

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
