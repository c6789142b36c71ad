import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Simulator, SimulatorOptions } from '../../../simulator/index.ts'
import { startSimulator } from '../../../simulator/index.ts'

export const API = '/payment/customer/v1'
export const MOCK_BANK = 'c8f0bf49-4744-4933-8960-7add6e590841'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json: any
}

export interface CallOptions {
  method?: string
  headers?: Record<string, string>
  body?: unknown
  /** Sent as it is, instead of `body`. */
  raw?: string
}

/** One request by node:http(s), with the CA verified; nothing of the client under test. */
export function call(
  origin: string,
  ca: string | undefined,
  path: string,
  options: CallOptions = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const body = options.raw ?? (options.body === undefined ? null : JSON.stringify(options.body))
    const send = origin.startsWith('https') ? httpsRequest : httpRequest
    const request = send(
      origin + path,
      {
        method: options.method ?? (body === null ? 'GET' : 'POST'),
        headers: {
          ...(body !== null && { 'content-type': 'application/json' }),
          ...options.headers,
        },
        ...(ca !== undefined && { ca }),
        agent: false,
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('error', reject)
        response.once('end', () => {
          const text = Buffer.concat(parts).toString('utf8')
          let json: any = null
          try {
            json = JSON.parse(text)
          } catch {
            // Not every reply is JSON.
          }
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json })
        })
      },
    )
    request.once('error', reject)
    request.end(body ?? undefined)
  })
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'klavi-simulator-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A clock that stands still until it is moved. */
export function handClock(at = Date.parse('2026-11-22T12:00:00.000Z')) {
  const clock = { at, now: () => clock.at, tick: (ms: number) => (clock.at += ms) }
  return clock
}

export interface Client {
  simulator: Simulator
  call(path: string, options?: CallOptions): Promise<Reply>
  /** With a fresh access token. */
  api(path: string, options?: CallOptions): Promise<Reply>
  token(): Promise<string>
}

export function clientOf(simulator: Simulator): Client {
  const client: Client = {
    simulator,
    call: (path, options) => call(simulator.url, simulator.ca, path, options),
    async token() {
      const { accessKey, secretKey } = simulator
      const reply = await client.call(`${API}/auth`, { body: { accessKey, secretKey } })
      return reply.json.accessToken as string
    },
    async api(path, options = {}) {
      const authorization = `Bearer ${await client.token()}`
      return client.call(API + path, {
        ...options,
        headers: { authorization, ...options.headers },
      })
    },
  }
  return client
}

/** A started simulator that is closed when the test ends. */
export async function started(options: Partial<SimulatorOptions> = {}): Promise<Client> {
  const folder = options.folder ?? (await temporaryFolder())
  const simulator = await startSimulator({ stepMs: 1000, ...options, folder })
  onTestFinished(() => simulator.close())
  return clientOf(simulator)
}

export const g1Payment = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  externalId: 'order-1',
  participantId: MOCK_BANK,
  method: 'PIX_MANU_AUTO',
  redirectURL: 'https://shop.example/return',
  user: { name: 'Maria da Silva', taxId: '12345678901' },
  amount: '4800',
  ...changes,
})
