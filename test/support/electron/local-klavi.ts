import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LocalKlavi {
  origin: string
  /** `METHOD /path`, without the prefix, in order. */
  calls: string[]
  /** Every token that was handed out. */
  tokens: string[]
  close(): Promise<void>
}

const prefix = '/payment/customer/v1'

/** A server on loopback that answers the four calls well; a payment completes with its second poll. */
export async function localKlavi(): Promise<LocalKlavi> {
  const calls: string[] = []
  const tokens: string[] = []
  let polls = 0

  const answer = (call: string): [status: number, body: object] => {
    if (call === 'POST /auth') {
      const token = `token-${tokens.length + 1}/of+the=local~server-${crypto.randomUUID()}`
      tokens.push(token)
      return [200, { accessToken: token, expireIn: 1800 }]
    }
    if (call.startsWith('GET /participants')) {
      return [200, { data: [{ id: 'c8f0bf49-4744-4933-8960-7add6e590841', name: 'Mock Bank' }] }]
    }
    if (call === 'POST /payments') return [201, { id: 'p-1', status: 'ENQUEUED' }]
    polls += 1
    const status = polls < 2 ? 'PAYMENT_PENDING' : 'PAYMENT_COMPLETED'
    return [200, { id: 'p-1', status }]
  }

  const server = createServer(async (request: IncomingMessage, response) => {
    for await (const _part of request);
    const call = `${request.method} ${(request.url ?? '').replace(prefix, '')}`
    calls.push(call)
    const [status, body] = answer(call)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((bound) => server.listen(0, '127.0.0.1', bound))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    calls,
    tokens,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
