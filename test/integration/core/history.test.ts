import { describe, expect, it } from 'vitest'
import type { BoardQuery } from '../../../core/model/watch-view.ts'
import { klaviLike, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

/** Two payments that were accepted, of different amounts; nobody watches them. */
async function twoPayments() {
  let made = 0
  const server = await klaviLike({
    create: () => {
      made += 1
      return { status: 201, body: { id: `payment-of-the-test-${made}`, status: 'ENQUEUED' } }
    },
  })
  const { bench } = await workbenchOn(server)
  const send = async (amount: string) =>
    (await bench.payments.send('custom', sampleDraft({ amount }), { watch: false })).payment
  return { bench, server, first: await send('48,00'), second: await send('12,00') }
}

describe('again', () => {
  it('is the same body under a new id, and sends nothing by itself', async () => {
    const { bench, server, first } = await twoPayments()
    const again = bench.history.again(first.localId)
    const sent = JSON.parse(server.of('POST /payments')[0]?.body ?? '') as Record<string, unknown>
    expect(again).toMatchObject({ environmentId: 'custom', flow: 'payment', whole: true })
    expect(again.externalId).not.toBe(first.externalId)
    expect(JSON.parse(again.body)).toEqual({ ...sent, externalId: again.externalId })
    expect(server.of('POST /payments')).toHaveLength(2)
  })

  it('is refused for a payment whose body was never known', async () => {
    const { bench } = await twoPayments()
    const { localId } = bench.watch.adoptForeign('custom', 'id-from-elsewhere')
    await bench.watch.finished(localId)
    expect(() => bench.history.again(localId)).toThrow(
      expect.objectContaining({ code: 'body-unknown' }),
    )
  })
})

describe('compare', () => {
  it('names what differs and what does not', async () => {
    const { bench, first, second } = await twoPayments()
    const compared = bench.history.compare(first.localId, second.localId)
    expect([compared.first.localId, compared.second.localId]).toEqual([
      first.localId,
      second.localId,
    ])
    const text = JSON.stringify(compared.payload)
    expect(text).toContain('4800')
    expect(text).toContain('1200')
    const same = bench.history.compare(first.localId, first.localId)
    expect(JSON.stringify(same.payload)).not.toContain('1200')
    expect(() => bench.history.compare(first.localId, 'nobody')).toThrow(
      expect.objectContaining({ code: 'unknown-payment' }),
    )
  })
})

describe('board', () => {
  it('sorts, cuts and counts', async () => {
    const { bench, first, second } = await twoPayments()
    const board = (query: Partial<BoardQuery>) =>
      bench.watch.board({
        search: '',
        scope: 'all',
        sort: 'amount',
        descending: false,
        offset: 0,
        limit: 10,
        ...query,
      })
    const ids = (query: Partial<BoardQuery>) =>
      board(query).rows.map(({ payment }) => payment.localId)
    expect(ids({})).toEqual([second.localId, first.localId])
    expect(ids({ descending: true })).toEqual([first.localId, second.localId])
    expect(board({ offset: 1, limit: 1 })).toMatchObject({ offset: 1, total: 2 })
    expect(ids({ offset: 1, limit: 1 })).toEqual([first.localId])
  })
})

it('a payment that is only watched gets its amount and externalId from what the server says', async () => {
  const server = await klaviLike({
    status: () => ({
      status: 200,
      body: {
        id: 'id-from-elsewhere',
        status: 'PAYMENT_COMPLETED',
        amount: '4800',
        externalId: 'theirs-1',
      },
    }),
  })
  const { bench } = await workbenchOn(server)
  const { localId, amountWire } = bench.watch.adoptForeign('custom', 'id-from-elsewhere')
  expect(amountWire).toBe('')
  bench.watch.start(localId)
  await bench.watch.finished(localId)
  expect(bench.payments.get('theirs-1')).toMatchObject({
    localId,
    amountWire: '4800',
    amountCentavos: 4_800,
  })
})
