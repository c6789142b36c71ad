import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface SocksProxy {
  port: number
  /** `host:port` as clients asked for it, in order. */
  asked: string[]
}

export interface SocksProxyOptions {
  /** `user:password` (RFC 1929). */
  credentials?: string
  /** Where names lead that only the proxy knows. */
  names?: Record<string, string>
  /** Every request is refused with this code (RFC 1928 §6), e.g. 2: not allowed by ruleset. */
  refuse?: number
}

const version = 5

/** A real SOCKS5 proxy on loopback (RFC 1928), for CONNECT only. */
export async function socksProxy(options: SocksProxyOptions = {}): Promise<SocksProxy> {
  const sockets = new Set<Socket>()
  const asked: string[] = []
  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => {})
    void serve(client).catch(() => client.destroy())
  })

  async function serve(client: Socket): Promise<void> {
    const bytes = reader(client)
    const [, methods = 0] = await bytes(2)
    const offered = [...(await bytes(methods))]
    const wanted = options.credentials === undefined ? 0 : 2
    if (!offered.includes(wanted)) return void client.end(Buffer.from([version, 0xff]))
    client.write(Buffer.from([version, wanted]))
    if (wanted === 2) {
      const [, userLength = 0] = await bytes(2)
      const user = (await bytes(userLength)).toString()
      const [passwordLength = 0] = await bytes(1)
      const password = (await bytes(passwordLength)).toString()
      const good = `${user}:${password}` === options.credentials
      client.write(Buffer.from([1, good ? 0 : 1]))
      if (!good) return void client.end()
    }
    const [, , , kind = 0] = await bytes(4)
    const host =
      kind === 1
        ? [...(await bytes(4))].join('.')
        : (await bytes((await bytes(1))[0] ?? 0)).toString()
    const port = (await bytes(2)).readUInt16BE()
    asked.push(`${host}:${port}`)
    const answer = (code: number): Buffer => Buffer.from([version, code, 0, 1, 0, 0, 0, 0, 0, 0])
    if (options.refuse !== undefined) return void client.end(answer(options.refuse))
    const target = connect(port, options.names?.[host] ?? host)
    sockets.add(target)
    target.on('error', () => client.end(answer(5)))
    await once(target, 'connect')
    client.write(answer(0))
    client.pipe(target).pipe(client)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, asked }
}

/** Reads exactly as many bytes as are asked for. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  return async (count) => {
    for (;;) {
      const found = count === 0 ? Buffer.alloc(0) : (socket.read(count) as Buffer | null)
      if (found !== null) return found
      await once(socket, 'readable')
    }
  }
}
