import { Buffer } from 'node:buffer'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { rootCertificates, type TLSSocket } from 'node:tls'
import got, { type Response } from 'got'
import type { ExchangeTimings, HeaderList, TlsFacts } from '../../model/exchange.ts'
import { toWireFault } from './wire-fault.ts'
import {
  defaultTimeouts,
  largestBody,
  WireFault,
  type Wire,
  type WireReply,
  type WireRequest,
} from './wire.ts'

/** The wire over got: its retries and redirects are off, connections are kept alive per set of authorities. */
export function createGotWire(): Wire {
  const agents = new Map<string, { http: HttpAgent; https: HttpsAgent }>()

  const agentFor = (ca: string[] | undefined): { http: HttpAgent; https: HttpsAgent } => {
    const key = ca?.join('\n') ?? ''
    let agent = agents.get(key)
    if (agent === undefined) {
      const keepAlive = { keepAlive: true, maxSockets: 16 }
      agent = {
        http: new HttpAgent(keepAlive),
        https: new HttpsAgent(
          ca === undefined ? keepAlive : { ...keepAlive, ca: [...rootCertificates, ...ca] },
        ),
      }
      agents.set(key, agent)
    }
    return agent
  }

  return {
    prepare: async () => {},
    async exchange(request) {
      const { host } = new URL(request.url)
      let connected = false
      try {
        const stream = got.stream(request.url, {
          method: request.method,
          headers: request.headers,
          ...(request.body === undefined ? {} : { body: request.body }),
          agent: agentFor(request.ca),
          retry: { limit: 0 },
          followRedirect: false,
          throwHttpErrors: false,
          decompress: true,
          timeout: limits(request),
          ...(request.signal === undefined ? {} : { signal: request.signal }),
        })
        // The loop below hears every error while it reads; one that comes after the last byte (the caller's signal,
        // aborted once it has its answer) would otherwise end the whole program.
        stream.on('error', () => {})
        stream.on('request', (outgoing) => {
          outgoing.on('socket', (socket: TLSSocket) => {
            const ready = 'encrypted' in socket ? 'secureConnect' : 'connect'
            if (socket.connecting) socket.once(ready, () => (connected = true))
            else connected = true
          })
        })
        let response: Response | undefined
        let tls: TlsFacts | undefined
        let remoteAddress: string | undefined
        stream.on('response', (found: Response) => {
          response = found
          // The socket is given back to the agent when the body ends, so its facts are taken at once.
          tls = tlsFacts(found.socket as TLSSocket)
          remoteAddress = addressOf(found.socket as TLSSocket)
        })
        const chunks: Buffer[] = []
        let size = 0
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          size += chunk.length
          if (size > largestBody) {
            stream.destroy()
            throw new WireFault('too-large', { host, limit: largestBody / 1024 / 1024 }, true)
          }
          chunks.push(chunk)
        }
        if (response === undefined) throw new WireFault('reset', { host }, connected)
        const reply: WireReply = {
          status: response.statusCode,
          headers: pairs(response.rawHeaders),
          body: Buffer.concat(chunks),
          timings: phases(response),
        }
        if (tls !== undefined) reply.tls = tls
        if (remoteAddress !== undefined) reply.remoteAddress = remoteAddress
        return reply
      } catch (thrown) {
        throw toWireFault(thrown, host, connected)
      }
    },
    close() {
      for (const { http, https } of agents.values()) {
        http.destroy()
        https.destroy()
      }
      agents.clear()
    },
  }
}

function limits(request: WireRequest): Record<string, number> {
  const { connect, tls, firstByte, total } = request.timeouts ?? defaultTimeouts
  return { lookup: connect, connect, secureConnect: tls, response: firstByte, request: total }
}

function phases(response: Response): ExchangeTimings {
  const { dns, tcp, tls, firstByte, download, total } = response.timings?.phases ?? {}
  const timings: ExchangeTimings = { total: total ?? 0 }
  for (const [name, value] of Object.entries({ dns, tcp, tls, firstByte, download })) {
    if (value !== undefined) Object.assign(timings, { [name]: value })
  }
  return timings
}

function tlsFacts(socket: TLSSocket | undefined): TlsFacts | undefined {
  if (socket === undefined || typeof socket.getPeerCertificate !== 'function') return undefined
  const certificate = socket.getPeerCertificate()
  if (certificate.subject === undefined) return undefined
  const validTo = new Date(certificate.valid_to)
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.name ?? '',
    subject: String(certificate.subject.CN ?? ''),
    issuer: String(certificate.issuer.CN ?? ''),
    validTo: Number.isNaN(validTo.getTime()) ? certificate.valid_to : validTo.toISOString(),
  }
}

const addressOf = (socket: TLSSocket | undefined): string | undefined =>
  socket?.remoteAddress === undefined ? undefined : `${socket.remoteAddress}:${socket.remotePort}`

function pairs(raw: string[]): HeaderList {
  const list: HeaderList = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    list.push([raw[index] ?? '', raw[index + 1] ?? ''])
  }
  return list
}
