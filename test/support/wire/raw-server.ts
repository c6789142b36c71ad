import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'

export interface RawServer {
  port: number
  /** Connections so far, those that failed in the handshake not counted. */
  connections(): number
  /** Everything that was read, of all connections. */
  received(): string
  close(): Promise<void>
}

export interface RawConnection {
  socket: Socket
  /** The TCP socket below TLS. */
  transport: Socket
  /** 1 for the first connection. */
  number: number
  /** The next request, whole; rejects when the connection ends. */
  request(): Promise<string>
}

/** A server on loopback that says exactly what the test writes, byte for byte, whatever HTTP thinks of it. */
export async function rawServer(
  serve: (connection: RawConnection) => unknown,
  tls?: TlsOptions,
): Promise<RawServer> {
  const open = new Set<Socket>()
  const transports = new Map<number, Socket>()
  let connections = 0
  let received = ''

  const begin = (socket: Socket): void => {
    connections += 1
    let buffered = ''
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1')
      buffered += chunk.toString('latin1')
      socket.emit('more')
    })
    const request = async (): Promise<string> => {
      for (;;) {
        const end = lengthOfRequest(buffered)
        if (end !== undefined) {
          const whole = buffered.slice(0, end)
          buffered = buffered.slice(end)
          return whole
        }
        await once(socket, 'more')
      }
    }
    const transport = transports.get(socket.remotePort ?? -1) ?? socket
    void (async () => serve({ socket, transport, number: connections, request }))().catch(() => {})
  }

  const server: Server = tls === undefined ? createServer(begin) : createTlsServer(tls, begin)
  server.prependListener('connection', (socket: Socket) => {
    open.add(socket)
    transports.set(socket.remotePort ?? -1, socket)
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  let closing: Promise<void> | undefined
  const close = (): Promise<void> =>
    (closing ??= new Promise((closed) => {
      server.close(() => closed())
      for (const socket of open) socket.destroy()
    }))
  onTestFinished(close)
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    received: () => received,
    close,
  }
}

/** Undefined as long as the request is not whole. */
function lengthOfRequest(text: string): number | undefined {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = Number(/^content-length: (\d+)/im.exec(text.slice(0, head))?.[1] ?? 0)
  return text.length < head + 4 + length ? undefined : head + 4 + length
}

/** A whole reply with its length. */
export const reply = (body: string, head = 'HTTP/1.1 200 OK'): string =>
  `${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
