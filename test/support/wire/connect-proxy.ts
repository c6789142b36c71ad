import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { once } from 'node:events'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface ConnectProxy {
  port: number
  /** What clients asked for, e.g. `127.0.0.1:8443`, in order. */
  asked: string[]
}

export interface ConnectProxyOptions {
  /** `user:password`; without them each request is answered 407. */
  credentials?: string
  /** Where names lead that only the proxy knows: name → address. */
  names?: Record<string, string>
  /** The proxy itself speaks TLS. */
  tls?: { key: string; cert: string }
  /** Says something else than a tunnel: the raw answer, or nothing at all. */
  instead?: string | 'silence'
}

/** A real HTTP proxy on loopback that does CONNECT (RFC 9110 §9.3.6) and nothing else. */
export async function connectProxy(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const { credentials, names = {}, tls, instead } = options
  const server = tls === undefined ? createServer() : createHttpsServer(tls)
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`

  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    asked.push(request.url ?? '')
    client.on('error', () => {})
    if (instead === 'silence') return
    if (instead !== undefined) return client.end(instead)
    if (expected !== undefined && request.headers['proxy-authorization'] !== expected) {
      return client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="x"\r\ncontent-length: 0\r\n\r\n',
      )
    }
    const { hostname, port } = new URL(`http://${request.url}`)
    const target = connect(Number(port), names[hostname] ?? hostname)
    sockets.add(target)
    target.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n'))
    return target.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(target).pipe(client)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, asked }
}
