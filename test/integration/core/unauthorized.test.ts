import { describe, expect, it } from 'vitest'
import { klaviLike, tokenNumber, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

const bearer = (number: number) => `Bearer ${tokenNumber(number)}`

describe('a 401', () => {
  it('on a poll: one fresh token, the same once more, and the two are linked', async () => {
    const server = await klaviLike({
      status: (poll) =>
        poll === 1
          ? { status: 401, body: { message: 'expired' } }
          : { status: 200, body: { id: 'p-1', status: 'PAYMENT_COMPLETED' } },
    })
    const { bench } = await workbenchOn(server)
    const { payment } = await bench.payments.send('custom', sampleDraft())
    expect(await bench.watch.finished(payment.localId)).toMatchObject({ outcome: 'completed' })
    const polls = server.of('GET /payments/p-1/status')
    expect(polls.map(({ headers }) => headers.authorization)).toEqual([bearer(1), bearer(2)])
    expect(server.of('POST /auth')).toHaveLength(2)

    const exchanges = bench.exchanges.list({ localId: payment.localId, limit: 9 }).reverse()
    expect(exchanges.map(({ step, httpStatus }) => [step, httpStatus])).toEqual([
      ['create', 201],
      ['status', 401],
      ['auth', 200],
      ['status', 200],
    ])
    expect(exchanges[3]?.retryOf).toBe(exchanges[1]?.id)
    expect(exchanges.filter(({ retryOf }) => retryOf !== undefined)).toHaveLength(1)
    expect(bench.watch.log({ localId: payment.localId, limit: 9 })).toHaveLength(1)
  })

  it('that comes again after the fresh token is a failed poll, and no third try', async () => {
    const server = await klaviLike({
      status: (poll) =>
        poll <= 2
          ? { status: 401, body: {} }
          : { status: 200, body: { id: 'p-1', status: 'PAYMENT_COMPLETED' } },
    })
    const { bench } = await workbenchOn(server)
    const { payment } = await bench.payments.send('custom', sampleDraft(), {
      watch: { intervalMs: 20 },
    })
    await bench.watch.finished(payment.localId)
    const log = bench.watch.log({ localId: payment.localId, limit: 9 })
    expect(log.map(({ errorCode, status }) => errorCode ?? status)).toEqual([
      'http-unauthorized',
      'PAYMENT_COMPLETED',
    ])
    expect(server.of('GET /payments/p-1/status')).toHaveLength(3)
    expect(server.of('POST /auth')).toHaveLength(2)
  })

  it('on the list of participants: likewise once', async () => {
    let asked = 0
    const server = await klaviLike({
      participants: () => {
        asked += 1
        return asked === 1 ? { status: 401 } : { status: 200, body: [{ id: 'b-1', name: 'Bank' }] }
      },
    })
    const { bench } = await workbenchOn(server)
    const { participants } = await bench.participants.fetch('custom')
    expect(participants).toMatchObject([{ id: 'b-1', name: 'Bank' }])
    const asks = server.of('GET /participants').map(({ headers }) => headers.authorization)
    expect(asks).toEqual([bearer(1), bearer(2)])
  })

  it('on the POST of a payment: refused, and never repeated', async () => {
    const server = await klaviLike({ create: () => ({ status: 401, body: {} }) })
    const { bench } = await workbenchOn(server)
    const { payment, error } = await bench.payments.send('custom', sampleDraft())
    expect(error?.code).toBe('http-unauthorized')
    expect(payment.state).toBe('refused')
    expect(server.of('POST /payments')).toHaveLength(1)
    expect(server.of('POST /auth')).toHaveLength(1)
  })

  it('on the auth call itself: told, and nothing more', async () => {
    const server = await klaviLike({ auth: () => ({ status: 401, body: { message: 'no' } }) })
    const { bench } = await workbenchOn(server)
    await expect(bench.participants.fetch('custom')).rejects.toMatchObject({
      code: 'http-unauthorized',
    })
    expect(server.requests.map(({ path }) => path)).toEqual(['/auth'])
  })
})

/** A bank for each of these numbers. */
const banks = (from: number, to: number) =>
  Array.from({ length: to - from }, (_none, index) => ({
    id: `bank-${from + index}`,
    name: `Bank ${from + index}`,
  }))

it('takes the whole of a list of many pages, whose cursors are numbers', async () => {
  const server = await klaviLike(
    {
      participants({ path }) {
        const from = Number(new URLSearchParams(path.split('?')[1]).get('afterCursor') ?? 0)
        const to = from + 20
        const cursor = to < 1_220 ? { afterCursor: to } : {}
        return { status: 200, body: { data: banks(from, to), cursor } }
      },
    },
    { keepAlive: true },
  )
  const { bench } = await workbenchOn(server)
  const { participants, cut } = await bench.participants.fetch('custom')
  expect([participants.length, cut]).toEqual([1_220, undefined])
})

it('says that a list whose pages lead in a circle may be longer, and does not take it for the whole', async () => {
  let circle = false
  const next: Record<string, string> = { '': 'A', A: 'B', B: 'A' }
  const server = await klaviLike({
    participants({ path }) {
      if (!circle) return { status: 200, body: { data: banks(0, 9) } }
      const at = new URLSearchParams(path.split('?')[1]).get('afterCursor') ?? ''
      const body = { data: banks(0, 2), cursor: { afterCursor: next[at] } }
      return { status: 200, body }
    },
  })
  const { bench } = await workbenchOn(server)
  await bench.participants.fetch('custom')
  circle = true
  const before = server.requests.length
  const list = await bench.participants.fetch('custom')
  expect(server.requests.slice(before).map(({ path }) => path)).toEqual([
    '/participants',
    '/participants?afterCursor=A',
    '/participants?afterCursor=B',
  ])
  expect(list.participants.map(({ id }) => id)).toEqual(['bank-0', 'bank-1'])
  expect([list.cut, list.changes]).toEqual(['circle', undefined])
  expect(bench.participants.cached('custom')?.participants).toHaveLength(9)
})

it('follows the cursors of a long list, and stops where one leads in a circle', async () => {
  const server = await klaviLike({
    participants: () => ({ status: 200, body: { data: [], cursor: { afterCursor: 'same' } } }),
  })
  const { bench } = await workbenchOn(server)
  await bench.participants.fetch('custom')
  const calls = server.requests.filter(({ path }) => path.startsWith('/participants'))
  expect(calls.map(({ path }) => path)).toEqual(['/participants', '/participants?afterCursor=same'])
})
