import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { g1Payment, started, temporaryFolder } from './harness.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A receiver that answers what `statusOf` says and keeps what came. */
async function receiver(statusOf: (index: number) => number = () => 204) {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.once('end', () => {
      response.writeHead(statusOf(received.length)).end()
      received.push({ headers: request.headers, body })
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const until = (enough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (enough()) resolve()
      }
      waiting.push(look)
      look()
    })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return { url, received, until }
}

interface Event {
  eventId: string
  payload: { status: string }
}

/** Each event once: a receiver may be told again what it has answered already. */
const eventsOf = (received: Received[]): Event[] => {
  const events = received.map((it) => JSON.parse(it.body) as Event)
  return [...new Map(events.map((event) => [event.eventId, event])).values()]
}

const statusesOf = (received: Received[]): string[] =>
  eventsOf(received).map((event) => event.payload.status)

const HAPPY = [
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_COMPLETED',
]

describe('webhooks', () => {
  it('tell every status in order, signed', async () => {
    const { url, received, until } = await receiver()
    const { simulator, api } = await started({ webhookUrl: url, stepMs: 5 })
    await api('/payments', { body: g1Payment() })
    await until(() => received.length === 6)
    expect(statusesOf(received)).toEqual(HAPPY)
    for (const { headers, body } of received) {
      const hmac = createHmac('sha256', simulator.secretKey).update(body).digest('hex')
      expect(headers['x-klavi-signature']).toBe(hmac)
      expect(headers['x-klavi-timestamp']).toMatch(/^\d{10}$/)
    }
    expect(Object.keys(JSON.parse(received[0]?.body ?? '{}'))).toEqual([
      'partnerAppId',
      'eventId',
      'eventType',
      'eventName',
      'eventTime',
      'payload',
    ])
  })

  it('are tried again, the same event', async () => {
    const { url, received, until } = await receiver((index) => (index < 2 ? 500 : 200))
    const { simulator, api } = await started({ webhookUrl: url, speed: 0 })
    await api('/payments', { body: g1Payment() })
    await until(() => received.length === 3)
    const ids = received.map((it) => JSON.parse(it.body).eventId as string)
    expect(new Set(ids).size).toBe(1)
    await expect
      .poll(async () => (await simulator.control.webhooks())[0])
      .toMatchObject({ tries: [500, 500, 200], delivered: true })
  })

  it('go on after a restart with what was still owed', async () => {
    const { url, received, until } = await receiver()
    const folder = await temporaryFolder()
    const first = await started({ folder, webhookUrl: url, speed: 0 })
    const { id } = (await first.api('/payments', { body: g1Payment() })).json
    await until(() => received.length === 1)
    await first.simulator.close()
    const second = await started({ folder })
    for (let i = 0; i < 5; i += 1) await second.simulator.control.step(id)
    await second.simulator.control.configure({ webhookUrl: url })
    await until(() => eventsOf(received).length === 6)
    expect(statusesOf(received)).toEqual(HAPPY)
  })

  it('go to loopback only', async () => {
    const { simulator } = await started()
    for (const webhookUrl of ['https://example.com/', 'ftp://127.0.0.1/', 'http://10.0.0.1/']) {
      await expect(simulator.control.configure({ webhookUrl })).rejects.toThrow('loopback')
    }
  })
})
