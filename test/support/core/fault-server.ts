import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Environment } from '../../../core/model/environment.ts'
import { serverCertificate } from '../../../simulator/state/certificate.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface SeenRequest {
  method: string
  /** Below the API's prefix. */
  path: string
  headers: IncomingMessage['headers']
  body: string
}

export type Answer =
  /** `body` is written as it is where it is a text or bytes, else as JSON. */
  | { status: number; body?: unknown; headers?: Record<string, string> }
  /** The connection is cut with a TCP RST. */
  | 'reset'
  /** Half of an answer, then the connection is cut. */
  | 'half'
  /** These headers and bytes, with more promised, then the connection is cut. */
  | { status: number; begun: string | Buffer; headers?: Record<string, string> }
  | 'hang'

export interface FaultServer {
  environment: Environment
  /** Every request that was read whole, in order. */
  requests: SeenRequest[]
  /** Those of one call, e.g. `POST /payments`. */
  of(call: string): SeenRequest[]
  /** Connections so far. */
  connections(): number
  /** Cuts every connection that begins from now on, before a byte of it is read. */
  cutConnections(): void
  close(): Promise<void>
}

export interface FaultServerOptions {
  /** Default true, with a CA of its own that the environment trusts. */
  tls?: boolean
  /** Default true. */
  trusted?: boolean
  /** Default false: each call comes on a connection of its own, so that one can be cut without touching another. */
  keepAlive?: boolean
}

const prefix = '/payment/customer/v1'

/** A bare server on loopback that answers each request as the test says; it knows nothing of Klavi. */
export async function faultServer(
  answer: (request: SeenRequest) => Answer | Promise<Answer>,
  options: FaultServerOptions = {},
): Promise<FaultServer> {
  const secure = options.tls !== false
  const pem = secure ? await serverCertificate(temporaryFolder(), Date.now()) : undefined
  const server: Server = pem
    ? createHttpsServer({ key: pem.key, cert: pem.cert })
    : createHttpServer()
  const requests: SeenRequest[] = []
  const sockets = new Map<number, Socket>()
  let connections = 0
  let cutting = false

  server.prependListener('connection', (socket: Socket) => {
    connections += 1
    sockets.set(socket.remotePort ?? -1, socket)
    if (cutting && !secure) socket.resetAndDestroy()
  })
  server.on('secureConnection', (socket: Socket) => {
    if (cutting) sockets.get(socket.remotePort ?? -1)?.resetAndDestroy()
  })
  server.on('request', async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: (request.url ?? '').replace(prefix, ''),
      headers: request.headers,
      body: Buffer.concat(parts).toString('utf8'),
    }
    requests.push(seen)
    const found = await answer(seen)
    if (found === 'hang') return
    const cut = (): unknown => sockets.get(request.socket.remotePort ?? -1)?.resetAndDestroy()
    if (found === 'reset') return cut()
    if (found === 'half') {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' })
      return response.write('{"id":"', cut)
    }
    if ('begun' in found) {
      response.writeHead(found.status, { 'content-length': 10_000_000, ...found.headers })
      response.write(found.begun, () => setImmediate(() => request.socket.destroy()))
      return response
    }
    const { body: told = {} } = found
    const body =
      typeof told === 'string' || told instanceof Uint8Array ? told : JSON.stringify(told)
    const connection = options.keepAlive === true ? 'keep-alive' : 'close'
    const headers = { 'content-type': 'application/json', connection, ...found.headers }
    return response.writeHead(found.status, headers).end(body)
  })

  await new Promise<void>((bound) => server.listen(0, '127.0.0.1', bound))
  const { port } = server.address() as AddressInfo
  let closing: Promise<void> | undefined
  const close = (): Promise<void> =>
    (closing ??= new Promise((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    }))
  onTestFinished(close)

  return {
    environment: {
      id: 'custom',
      kind: 'custom',
      name: 'Custom',
      origin: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
      prefix,
      dialect: 'g1',
      ...(pem && options.trusted !== false ? { exchange: { caFile: pem.caFile } } : {}),
    },
    requests,
    of: (call) => requests.filter(({ method, path }) => `${method} ${path}` === call),
    connections: () => connections,
    cutConnections: () => (cutting = true),
    close,
  }
}
