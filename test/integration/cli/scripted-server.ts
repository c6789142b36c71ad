import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  method: string
  path: string
  body: string
  headers: IncomingMessage['headers']
}

export type Answer = (response: ServerResponse, request: SeenRequest) => void

export interface ScriptedServer {
  origin: string
  requests: SeenRequest[]
  /** What the next calls of a route get; by default all goes well and each poll sees the next state. */
  on(route: 'auth' | 'participants' | 'create' | 'status', answer: Answer): void
  close(): Promise<void>
}

const happy = [
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_COMPLETED',
]

export const json =
  (status: number, body: unknown): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }

function routeOf(method: string, url: string): string {
  if (url.endsWith('/auth')) return 'auth'
  if (/\/participants(?:\?|$)/.test(url)) return 'participants'
  return method === 'POST' ? 'create' : 'status'
}

/** Takes the request and cuts the connection without an answer. */
export const cut: Answer = (response) => void response.socket?.destroy()
/** Takes the request and never answers. */
export const hang: Answer = () => {}

/**
 * A server on loopback for what the simulator never does by itself: answers that are lost, cut, late or wrong.
 * Plain http, which the command line takes for loopback.
 */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const requests: SeenRequest[] = []
  const polls = new Map<string, number>()
  let created = 0
  const answers: Record<string, Answer> = {
    auth: json(201, { accessToken: 'token-of-the-test', expireIn: 600 }),
    participants: json(200, { data: [] }),
    create: (response, request) => {
      created += 1
      const id = `00000000-0000-4000-8000-${String(created).padStart(12, '0')}`
      json(201, { id, status: 'STARTED' })(response, request)
    },
    status: (response, request) => {
      const id = request.path.split('/').at(-2) ?? ''
      const seen = polls.get(id) ?? 0
      polls.set(id, seen + 1)
      json(200, { id, status: happy[Math.min(seen, happy.length - 1)] })(response, request)
    },
  }
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming
      const request = { method, path: url, body, headers }
      requests.push(request)
      answers[routeOf(method, url)]?.(response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    on: (route, answer) => void (answers[route] = answer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
