import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../../core/journal/journal.ts'
import { leaseLifetimeMs } from '../../../core/journal/leases.ts'
import { fakeClock } from '../../support/core/fake-clock.ts'
import type { Answer } from '../../support/core/fault-server.ts'
import { klaviLike, tokenNumber, workbenchOn } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { temporaryFolder } from '../../support/core/temporary-folder.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

const send = { watch: false } as const

describe('what a POST of a payment was answered decides', () => {
  it.each<[why: string, answer: Answer, state: string, code: string]>([
    ['400', { status: 400, body: { message: ['wrong'] } }, 'refused', 'http-bad-request'],
    ['422', { status: 422, body: { code: 'X', title: 'T' } }, 'refused', 'http-bad-request'],
    ['401, which is never repeated', { status: 401, body: {} }, 'refused', 'http-unauthorized'],
    ['403', { status: 403 }, 'refused', 'http-forbidden'],
    ['409', { status: 409, body: { message: 'used' } }, 'refused', 'http-conflict'],
    ['416', { status: 416, body: { statusCode: 4101 } }, 'refused', 'http-business'],
    ['429', { status: 429, headers: { 'retry-after': '1' } }, 'refused', 'http-rate-limited'],
    ['500', { status: 500, body: {} }, 'unknown', 'http-server'],
    [
      '502 with a page',
      { status: 502, body: '<html>bad gateway</html>' },
      'unknown',
      'http-server',
    ],
    ['503', { status: 503, headers: { 'retry-after': '1' } }, 'unknown', 'http-server'],
    ['504', { status: 504 }, 'unknown', 'http-server'],
    ['201 that is no JSON', { status: 201, body: 'created!' }, 'unknown', 'malformed-body'],
    ['201 that is cut JSON', { status: 201, body: '{"id":"p-1"' }, 'unknown', 'malformed-body'],
    [
      '201 without an id',
      { status: 201, body: { status: 'ENQUEUED' } },
      'unknown',
      'malformed-body',
    ],
    ['201 that is empty', { status: 201, body: '' }, 'unknown', 'malformed-body'],
    ['a redirect', { status: 307, headers: { location: '/x' } }, 'unknown', 'redirect-refused'],
    ['a reset after it was read', 'reset', 'unknown', 'reset'],
    ['half of an answer', 'half', 'unknown', 'reset'],
  ])('%s', async (_why, answer, state, code) => {
    const server = await klaviLike({ create: () => answer })
    const { bench } = await workbenchOn(server)
    const { payment, error } = await bench.payments.send('custom', sampleDraft(), send)
    expect(payment.state).toBe(state)
    expect(payment.reason?.code).toBe(code)
    expect(error?.code).toBe(state === 'unknown' ? 'outcome-unknown' : code)
    expect(bench.payments.get(payment.localId)).toEqual(payment)
    expect(payment.watching).toBe(false)
    expect(server.of('POST /payments')).toHaveLength(1)
    expect(bench.exchanges.list({ localId: payment.localId, limit: 9 })).toHaveLength(1)
    expect(server.of('POST /auth')).toHaveLength(1)
  })

  it('a reset before it was read: unknown, and one attempt', async () => {
    const server = await klaviLike({})
    const { bench } = await workbenchOn(server)
    await bench.authenticate('custom')
    const before = server.connections()
    server.cutConnections()
    const { payment, error } = await bench.payments.send('custom', sampleDraft(), send)
    expect(error?.code).toBe('outcome-unknown')
    expect(payment).toMatchObject({ state: 'unknown', reason: { code: 'reset' } })
    expect(server.connections() - before).toBe(1)
    // The request leaves with the last message of the handshake, and may be read before the cut.
    expect(server.of('POST /payments').length).toBeLessThanOrEqual(1)
  })

  it('a reset on its own connection, beside one that was there: unknown, and no second attempt', async () => {
    const server = await klaviLike({ create: () => 'reset' }, { keepAlive: true })
    const { bench } = await workbenchOn(server)
    await bench.authenticate('custom')
    const { payment } = await bench.payments.send('custom', sampleDraft(), send)
    expect(payment).toMatchObject({ state: 'unknown', reason: { code: 'reset' } })
    expect(server.of('POST /payments')).toHaveLength(1)
    expect(server.connections()).toBe(2)
  })

  it('no connection: surely unsent', async () => {
    const server = await klaviLike({})
    const { bench } = await workbenchOn(server)
    await bench.authenticate('custom')
    await server.close()
    const { payment, error } = await bench.payments.send('custom', sampleDraft(), send)
    expect(error?.code).toBe('connect')
    expect(payment).toMatchObject({ state: 'unsent', reason: { code: 'connect' } })
    expect(payment.endedAt).toBeDefined()
  })

  it('a cancelled wait for the answer: unknown', async () => {
    const abort = new AbortController()
    const server = await klaviLike({
      create() {
        abort.abort()
        return 'hang'
      },
    })
    const { bench } = await workbenchOn(server)
    const options = { ...send, signal: abort.signal }
    const { payment } = await bench.payments.send('custom', sampleDraft(), options)
    expect(payment).toMatchObject({ state: 'unknown', reason: { code: 'aborted' } })
    expect(server.of('POST /payments')).toHaveLength(1)
  })

  it('201 with a byte order mark, unknown fields and a status of its own: created', async () => {
    const body = `\uFEFF${JSON.stringify({ id: 'p-9', status: 'STARTED', new: [1] })}`
    const server = await klaviLike({ create: () => ({ status: 201, body }) })
    const { bench } = await workbenchOn(server)
    const { payment } = await bench.payments.send('custom', sampleDraft(), send)
    expect(payment).toMatchObject({ state: 'accepted', paymentId: 'p-9', lastStatus: 'STARTED' })
  })
})

it('201 with a payment that ended already: its end, with its reason, and no watch', async () => {
  const error = { code: 'SALDO_INSUFICIENTE', title: 'Saldo', detail: `of ${tokenNumber(1)}` }
  const body = { id: 'p-1', status: 'CONSENT_REJECTED', error }
  const server = await klaviLike({ create: () => ({ status: 201, body }) })
  const { bench } = await workbenchOn(server)
  const { payment } = await bench.payments.send('custom', sampleDraft())
  const reason = { code: 'SALDO_INSUFICIENTE', message: 'Saldo: of [redacted]' }
  expect(payment).toMatchObject({ state: 'rejected', lastStatus: 'CONSENT_REJECTED', reason })
  expect(await bench.watch.finished(payment.localId)).toMatchObject({ outcome: 'rejected', reason })
  expect(payment.watching).toBe(false)
  expect(server.requests.map(({ path }) => path)).toEqual(['/auth', '/payments'])
})

it('the intent is on the disk before the server sees the POST', async () => {
  const folder: { path?: string } = {}
  const found: unknown[] = []
  const server = await klaviLike({
    create(request) {
      const db = new Database(join(folder.path ?? '', 'journal.db'), { readonly: true })
      const { externalId } = JSON.parse(request.body) as { externalId: string }
      const row = db
        .prepare('SELECT state, body, origin FROM payments WHERE external_id = ?')
        .get(externalId)
      found.push(row)
      db.close()
      return { status: 201, body: { id: 'p-1', status: 'ENQUEUED' } }
    },
  })
  const test = await workbenchOn(server)
  folder.path = test.folder
  const { payment } = await test.bench.payments.send('custom', sampleDraft(), send)
  const sent = server.of('POST /payments')[0]
  expect(found).toMatchObject([
    { state: 'intent', body: sent?.body, origin: server.environment.origin },
  ])
  expect(payment.state).toBe('accepted')
})

it('a slow answer does not make its sender look dead to other programs', async () => {
  const clock = fakeClock()
  const dead: boolean[] = []
  const folder = temporaryFolder()
  const server = await klaviLike({
    async create() {
      await clock.advance(10 * leaseLifetimeMs)
      const { journal } = openJournal(folder, 'another program', clock.now())
      for (const { localId } of journal.payments.interrupted()) {
        dead.push(journal.leases.isDead(localId, clock.now()))
      }
      journal.close()
      return { status: 201, body: { id: 'p-1', status: 'ENQUEUED' } }
    },
  })
  const { bench } = await workbenchOn(server, { folder, ports: { clock } })
  const { payment } = await bench.payments.send('custom', sampleDraft(), send)
  expect(dead).toEqual([false])
  expect(payment.state).toBe('accepted')
  // Nothing beats any more once the answer is there.
  expect(clock.waiting()).toEqual([])
})

describe('a server that cannot be reached', () => {
  it('is told as no connection', async () => {
    const server = await klaviLike({})
    await server.close()
    const { bench } = await workbenchOn(server)
    await expect(bench.authenticate('custom')).rejects.toMatchObject({ code: 'connect' })
    await expect(bench.payments.send('custom', sampleDraft())).rejects.toMatchObject({
      code: 'connect',
    })
    expect(bench.payments.list({ limit: 9 })).toEqual([])
  })

  it('or trusted is told as TLS, and is sent nothing', async () => {
    const server = await klaviLike({}, { trusted: false })
    const { bench } = await workbenchOn(server)
    await expect(bench.authenticate('custom')).rejects.toMatchObject({ code: 'tls' })
    expect(server.requests).toEqual([])
    expect(bench.exchanges.list({ limit: 9 })).toMatchObject([{ errorCode: 'tls', step: 'auth' }])
  })

  it('or whose name is unknown is told as such', async () => {
    const environment = {
      id: 'custom',
      kind: 'custom',
      name: 'Custom',
      origin: 'https://no-such-host.invalid',
      prefix: '',
      dialect: 'g1',
    } as const
    const { bench } = await openTestWorkbench({ ports: { extraEnvironment: environment } })
    await bench.credentials.save('custom', { accessKey: 'access-key-1', secretKey: 'secret-key' })
    await expect(bench.authenticate('custom')).rejects.toMatchObject({ code: 'dns' })
  })
})

describe('an unknown outcome', () => {
  it('can be watched once its id is known', async () => {
    const server = await klaviLike({ create: () => 'reset' })
    const { bench } = await workbenchOn(server)
    const { payment } = await bench.payments.send('custom', sampleDraft())
    expect(payment.state).toBe('unknown')
    expect(bench.payments.adopt(payment.localId, ' p-1 ')).toMatchObject({
      state: 'accepted',
      paymentId: 'p-1',
      watching: true,
    })
    expect(await bench.watch.finished(payment.localId)).toMatchObject({ outcome: 'completed' })
    expect(server.of('POST /payments')).toHaveLength(1)
    expect(() => bench.payments.adopt(payment.localId, 'p-2')).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
  })
})
