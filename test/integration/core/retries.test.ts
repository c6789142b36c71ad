import { describe, expect, it } from 'vitest'
import type { Answer } from '../../support/core/fault-server.ts'
import { klaviLike, workbenchOn, type KlaviLike } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'

const busy: Answer = { status: 503, body: { message: 'busy' } }
const banks: Answer = { status: 200, body: [{ id: 'b-1', name: 'Bank' }] }
/** Answers in order; the last one for ever. */
const inTurn = (...answers: Answer[]) => {
  let next = 0
  return (): Answer => answers[Math.min(next++, answers.length - 1)] as Answer
}
async function scene(calls: KlaviLike) {
  const server = await klaviLike(calls)
  return { server, ...(await workbenchOn(server)) }
}

describe('a GET', () => {
  it('is made again while the server is busy, each time as an exchange that names the last', async () => {
    const { bench, server } = await scene({ participants: inTurn('reset', busy, banks) })
    const { participants } = await bench.participants.fetch('custom')
    expect(participants).toHaveLength(1)
    expect(server.of('GET /participants')).toHaveLength(3)
    const [third, second, first] = bench.exchanges.list({ limit: 3 })
    expect([first?.errorCode, second?.httpStatus, third?.httpStatus]).toEqual(['reset', 503, 200])
    expect([first?.retryOf, second?.retryOf, third?.retryOf]).toEqual([
      undefined,
      first?.id,
      second?.id,
    ])
  })

  it('that is answered with a byte order mark is read, once', async () => {
    const body = `\uFEFF${JSON.stringify([{ id: 'b-1', name: 'Itaú' }])}`
    const { bench, server } = await scene({ participants: inTurn({ status: 200, body }) })
    const { participants } = await bench.participants.fetch('custom')
    expect(participants).toMatchObject([{ id: 'b-1', name: 'Itaú' }])
    expect(server.of('GET /participants')).toHaveLength(1)
  })

  it('is given up after the third', async () => {
    const { bench, server } = await scene({ participants: inTurn(busy) })
    await expect(bench.participants.fetch('custom')).rejects.toMatchObject({ code: 'http-server' })
    expect(server.of('GET /participants')).toHaveLength(3)
  })

  it('takes one fresh token in all, however its attempts end', async () => {
    const { bench, server } = await scene({
      participants: inTurn({ status: 401 }, busy, { status: 401 }),
    })
    await expect(bench.participants.fetch('custom')).rejects.toMatchObject({
      code: 'http-unauthorized',
    })
    expect(server.of('GET /participants')).toHaveLength(3)
    expect(server.of('POST /auth')).toHaveLength(2)
  })

  it.each([400, 403, 404, 409, 416, 422])(
    'is made once where it is answered %d',
    async (status) => {
      const { bench, server } = await scene({ participants: inTurn({ status, body: {} }) })
      await expect(bench.participants.fetch('custom')).rejects.toBeDefined()
      expect(server.of('GET /participants')).toHaveLength(1)
    },
  )

  it('is not made again before the server’s own time', async () => {
    const wait = { status: 429, headers: { 'retry-after': '120' } }
    const { bench, server } = await scene({ participants: inTurn(wait) })
    await expect(bench.participants.fetch('custom')).rejects.toMatchObject({
      code: 'http-rate-limited',
      details: { retryAfterMs: 120_000 },
    })
    expect(server.of('GET /participants')).toHaveLength(1)
  })
})

describe('the auth POST', () => {
  it('is made again like a GET', async () => {
    const good = { status: 200, body: { accessToken: 'token-of-this-test', expireIn: 60 } }
    const { bench, server } = await scene({ auth: inTurn(busy, 'reset', good) })
    await bench.authenticate('custom')
    expect(server.of('POST /auth')).toHaveLength(3)
  })

  it('is made once where the keys are wrong', async () => {
    const { bench, server } = await scene({ auth: inTurn({ status: 401, body: {} }) })
    await expect(bench.authenticate('custom')).rejects.toMatchObject({ code: 'http-unauthorized' })
    expect(server.of('POST /auth')).toHaveLength(1)
  })
})

describe('every other POST is made once', () => {
  const lost: Answer[] = [busy, { status: 500 }, { status: 429, headers: { 'retry-after': '0' } }]

  it.each(['payment', 'scheduled', 'whitelabel'] as const)('a %s', async (flow) => {
    for (const answer of [...lost, 'reset'] as Answer[]) {
      const posts: string[] = []
      const { bench } = await scene({
        any({ method, path }) {
          if (method !== 'POST' || path === '/auth') return undefined
          posts.push(path)
          return answer
        },
      })
      const body = bench.payments.template('custom', flow, sampleDraft())
      const { payment } = await bench.payments.send('custom', { body, flow })
      expect(payment.state).toMatch(/unknown|refused/)
      expect(posts).toHaveLength(1)
    }
  })

  it('one that a person wrote', async () => {
    for (const answer of [...lost, 'reset'] as Answer[]) {
      const { bench, server } = await scene({
        any: ({ path }) => (path === '/anything' ? answer : undefined),
      })
      const request = { environmentId: 'custom', method: 'POST', path: '/anything' } as const
      const { post } = await bench.requests.send({ ...request, body: '{}' })
      expect(post?.state).toMatch(/unknown|refused/)
      expect(server.of('POST /anything')).toHaveLength(1)
    }
  })
})

// One backoff and not two: the next poll is the repetition.
describe('a poll', () => {
  it('asks once each time, and so does the auth call before it', async () => {
    const good = { status: 200, body: { id: 'p-1', status: 'PAYMENT_COMPLETED' } }
    const { bench, server } = await scene({ status: inTurn(busy, 'reset', good) })
    const { payment } = await bench.payments.send('custom', sampleDraft(), {
      watch: { intervalMs: 10 },
    })
    await bench.watch.finished(payment.localId)
    expect(server.of('GET /payments/p-1/status')).toHaveLength(3)
    const log = bench.watch.log({ localId: payment.localId, limit: 9 })
    expect(log.map(({ errorCode }) => errorCode)).toEqual(['http-server', 'reset', undefined])
    const again = bench.exchanges.list({ localId: payment.localId, limit: 9 })
    expect(again.filter(({ retryOf }) => retryOf !== undefined)).toEqual([])
  })

  it('does not repeat the auth call that it needs', async () => {
    const token = { status: 200, body: { accessToken: 'token-of-this-test', expireIn: 60 } }
    const good = { status: 200, body: { id: 'p-1', status: 'PAYMENT_COMPLETED' } }
    const { bench, server } = await scene({
      auth: inTurn(token, busy, busy, token),
      status: inTurn({ status: 401 }, { status: 401 }, { status: 401 }, good),
    })
    const { payment } = await bench.payments.send('custom', sampleDraft(), {
      watch: { intervalMs: 10 },
    })
    await bench.watch.finished(payment.localId)
    expect(bench.watch.log({ localId: payment.localId, limit: 9 })).toHaveLength(3)
    expect(server.of('POST /auth')).toHaveLength(4)
  })
})
