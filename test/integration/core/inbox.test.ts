import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { sign } from '../../../core/webhooks/signature.ts'
import { klaviLike, testKeys, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

const accepted = { status: () => ({ status: 200, body: { id: 'p-1', status: 'ENQUEUED' } }) }

/** One POST; answers the HTTP status. */
async function post(
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const sent = request(url, { method: 'POST', headers })
  sent.end(body)
  const [reply] = (await once(sent, 'response')) as [import('node:http').IncomingMessage]
  reply.resume()
  return reply.statusCode ?? 0
}

it('judges what arrives, ties it to its payment, keeps it and tells it', async () => {
  const server = await klaviLike(accepted)
  const { bench, of } = await workbenchOn(server)
  const { payment } = await bench.payments.send('custom', sampleDraft(), { watch: false })
  const { url = '' } = await bench.inbox.start('custom')
  const body = JSON.stringify({ eventId: 'ev-1', payload: { id: payment.paymentId, status: 'X' } })
  const secret = testKeys.secretKey
  const at = String(Math.floor(Date.now() / 1_000))

  const signed = { 'x-klavi-signature': sign(Buffer.from(body), secret), 'x-klavi-timestamp': at }
  expect(await post(url, body, signed)).toBe(200)
  expect(await post(url, `${body} `, signed)).toBe(401)
  expect(await post(url, body)).toBe(401)
  expect(await post(url, body, { ...signed, 'x-klavi-timestamp': '1000' })).toBe(200)
  // A page in a browser names itself, and is not listened to.
  expect(await post(url, body, { ...signed, origin: 'https://evil.example' })).toBe(403)
  expect(await post(url, body, { ...signed, host: 'evil.example' })).toBe(403)
  expect(await post(url, 'x'.repeat(1_100_000), signed)).toBe(413)

  const page = bench.inbox.query({ search: '', offset: 0, limit: 10 })
  expect(page.rows.map(({ verdict }) => verdict)).toEqual(['late', 'unsigned', 'invalid', 'valid'])
  expect(page.rows[3]).toMatchObject({ localId: payment.localId, eventId: 'ev-1', status: 'X' })
  expect(of('webhook')).toHaveLength(4)
  expect(bench.inbox.state()).toMatchObject({ running: true, received: 4 })
  // The signature is nobody's business any more, and the secret never was.
  expect(JSON.stringify(page)).not.toContain(signed['x-klavi-signature'])
  expect(JSON.stringify(page)).not.toContain(secret)
  const story = bench.history.story({ localId: payment.localId, offset: 0, limit: 100 })
  expect(story.entries.filter(({ kind }) => kind === 'webhook')).toHaveLength(4)
  expect(bench.inbox.query({ search: 'ev-1', verdict: 'late', offset: 0, limit: 9 }).total).toBe(1)

  await bench.inbox.stop()
  await expect(post(url, body, signed)).rejects.toThrow()
})

it('sends one again, signed anew, to itself or to another program of this machine', async () => {
  const server = await klaviLike(accepted)
  const { bench } = await workbenchOn(server)
  const { url = '' } = await bench.inbox.start('custom')
  const body = '{"payload":{"id":"p-9"}}'
  await post(url, body, { 'x-klavi-signature': sign(Buffer.from(body), testKeys.secretKey) })
  const [first] = bench.inbox.query({ search: '', offset: 0, limit: 1 }).rows
  const again = await bench.inbox.replay(first?.id ?? '')
  expect(again).toMatchObject({
    httpStatus: 200,
    webhook: { verdict: 'valid', replayOf: first?.id },
  })

  const bodies: string[] = []
  const other = createServer((incoming, reply) => {
    let text = ''
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()))
    incoming.on('end', () => {
      bodies.push(text)
      reply.writeHead(503).end()
    })
  }).listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const elsewhere = await bench.inbox.replay(first?.id ?? '', `http://127.0.0.1:${port}/hook`)
  expect(elsewhere).toMatchObject({ httpStatus: 503 })
  expect(bodies).toEqual([body])
  await expect(bench.inbox.replay(first?.id ?? '', 'https://evil.example/')).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

it('says so where its port is taken', async () => {
  const server = await klaviLike(accepted)
  const { bench } = await workbenchOn(server)
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  await expect(bench.inbox.start('custom', port)).rejects.toMatchObject({ code: 'inbox-port' })
  expect(bench.inbox.state().running).toBe(false)
})

it('ties a webhook that came before its payment’s id was known, in its own environment only', async () => {
  let early = async (): Promise<void> => {}
  let status = 201
  const server = await klaviLike({
    create: async () => {
      await early()
      return { status, body: { id: 'early-id-1', status: 'ENQUEUED' } }
    },
  })
  const { bench } = await workbenchOn(server)
  const { url = '' } = await bench.inbox.start('custom')
  const event = (id: string): Promise<number> => post(url, JSON.stringify({ payload: { id } }))
  const tied = (localId: string): number =>
    bench.inbox.query({ search: '', localId, offset: 0, limit: 9 }).total
  early = async () => void (await event('early-id-1'))
  const { payment } = await bench.payments.send('custom', sampleDraft(), { watch: false })
  expect(tied(payment.localId)).toBe(1)

  // A payment that is only watched.
  await event('early-id-2')
  expect(tied(bench.watch.adoptForeign('custom', 'early-id-2').localId)).toBe(1)

  // One whose answer was lost and whose id was found elsewhere.
  early = async () => void (await event('early-id-3'))
  status = 500
  const lost = await bench.payments.send('custom', sampleDraft(), { watch: false })
  expect(tied(lost.payment.localId)).toBe(0)
  bench.payments.adopt(lost.payment.localId, 'early-id-3')
  expect(tied(lost.payment.localId)).toBe(1)

  const { url: other = '' } = await bench.inbox.start('sandbox')
  await post(other, JSON.stringify({ payload: { id: 'early-id-4' } }))
  expect(tied(bench.watch.adoptForeign('custom', 'early-id-4').localId)).toBe(0)
})

it.each(['../../auth', 'a/b', 'a?b', '..', '', 'x'.repeat(201)])(
  'an id that would lead to another address is refused: %j',
  async (id) => {
    const { bench } = await workbenchOn(await klaviLike(accepted))
    expect(() => bench.watch.adoptForeign('custom', id)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
    expect(bench.payments.list({ limit: 1 })).toEqual([])
  },
)

it('signs again only what was signed: an event of somebody else gets no true signature', async () => {
  const { bench } = await workbenchOn(await klaviLike(accepted))
  const { url = '' } = await bench.inbox.start('custom')
  await post(url, '{"payload":{"id":"forged"}}', { 'x-klavi-signature': 'a'.repeat(64) })
  const [forged] = bench.inbox.query({ search: '', offset: 0, limit: 1 }).rows
  expect(forged?.verdict).toBe('invalid')
  const again = await bench.inbox.replay(forged?.id ?? '')
  expect(again).toMatchObject({ httpStatus: 401, webhook: { verdict: 'unsigned' } })
})
