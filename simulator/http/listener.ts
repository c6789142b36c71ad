import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Server as HttpsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

export const LOOPBACK = '127.0.0.1'
const KEEP_ALIVE_MS = 75_000

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void

/** A bound server. Requests that come before `serve` wait for it. */
export interface Listener {
  port: number
  /** TLS only: the certificate for connections from now on. */
  useCertificate(pem: { key: string; cert: string }): void
  serve(handler: RequestHandler): void
  /** Called as each connection begins, before its TLS handshake. */
  onConnection(handler: () => void): void
  closeIdleConnections(): void
  /** Cuts the connection under a request with a TCP RST. */
  resetConnection(socket: Socket): void
  close(): Promise<void>
}

/**
 * Binds to 127.0.0.1 only. Rejects with the system's error (code EADDRINUSE when taken). A TLS
 * listener is bound without a certificate: the port is the lock under which one may be made.
 */
export function listen(port: number, scheme: 'http' | 'https'): Promise<Listener> {
  const secure: HttpsServer | null = scheme === 'https' ? createHttpsServer({}) : null
  const server: Server | HttpsServer = secure ?? createHttpServer()
  // Longer than any poll interval: no idle connection closes just as a payment is being sent on it.
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const early: [IncomingMessage, ServerResponse][] = []
  let handle: RequestHandler = (request, response) => {
    early.push([request, response])
  }
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response)
  })
  // A TLS socket cannot be reset itself; the TCP socket below it has the same remote port.
  const rawByPort = new Map<number, Socket>()
  let connectionBegins: () => void = () => {}
  server.prependListener('connection', (socket: Socket) => {
    connectionBegins()
    const { remotePort } = socket
    if (remotePort === undefined) return
    rawByPort.set(remotePort, socket)
    socket.once('close', () => rawByPort.delete(remotePort))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      server.removeListener('error', reject)
      resolve({
        port: (server.address() as AddressInfo).port,
        useCertificate: (pem) => secure?.setSecureContext(pem),
        serve: (handler) => {
          handle = handler
          for (const [request, response] of early.splice(0)) handler(request, response)
        },
        onConnection: (handler) => {
          connectionBegins = handler
        },
        closeIdleConnections: () => {
          server.closeIdleConnections()
        },
        resetConnection: (socket) => {
          const raw = rawByPort.get(socket.remotePort ?? -1)
          if (raw) raw.resetAndDestroy()
          else socket.destroy()
        },
        close: () =>
          new Promise((closed) => {
            server.close(() => {
              closed()
            })
            server.closeAllConnections()
          }),
      })
    })
  })
}
