import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HeaderList } from '../model/exchange.ts'

/** A webhook's bytes as they came. */
export interface Arrival {
  method: string
  path: string
  headers: HeaderList
  body: Buffer
}

export interface Receiver {
  port: number
  url: string
  close(): Promise<void>
}

/** Larger than any event; more is answered with 413 and not kept. */
const largestBody = 1024 * 1024
/** A sender that hangs is cut off; Klavi's own limit is 10 s (docs/klavi-api.md §5). */
const requestTimeoutMs = 10_000

/**
 * Listens on 127.0.0.1. A web page in a browser cannot post here unseen: requests with an Origin are refused, and so is
 * any Host that is not loopback.
 * @param take answers the HTTP status; rejections are answered with 500
 */
export async function openReceiver(
  port: number,
  take: (arrival: Arrival) => Promise<number>,
): Promise<Receiver> {
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    void answer(request, response, take)
  })
  await listen(server, port)
  const address = server.address() as AddressInfo
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  take: (arrival: Arrival) => Promise<number>,
): Promise<void> {
  const end = (status: number): void => {
    response.writeHead(status, { 'content-length': 0, connection: 'close' })
    response.end()
  }
  try {
    if (request.headers.origin !== undefined || !isLoopbackHost(request.headers.host)) {
      return end(403)
    }
    if (request.method !== 'POST') return end(405)
    const body = await read(request)
    if (body === undefined) return end(413)
    const headers: HeaderList = []
    for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
      headers.push([request.rawHeaders[index] ?? '', request.rawHeaders[index + 1] ?? ''])
    }
    end(await take({ method: request.method, path: request.url ?? '/', headers, body }))
  } catch {
    if (!response.headersSent) end(500)
  }
}

/** Undefined where it is too large. */
async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const isLoopbackHost = (host: string | undefined): boolean =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host ?? '')
