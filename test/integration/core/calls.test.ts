import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../../core/model/environment.ts'
import { klaviLike, workbenchOn, type KlaviLike } from '../../support/core/klavi-like.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

const once = { watch: false } as const

async function scene(calls: KlaviLike, dialect: Dialect = 'g1') {
  const server = await klaviLike(calls)
  server.environment.dialect = dialect
  return { server, ...(await workbenchOn(server)) }
}

describe('a payment’s details', () => {
  it('are read from the resource, kept, and known again in another run', async () => {
    const first = await openTestWorkbench()
    const { payment } = await first.bench.payments.send('simulator', sampleDraft())
    await first.bench.watch.finished(payment.localId)
    expect(first.bench.payments.knownDetails(payment.localId)).toBeNull()
    const details = await first.bench.payments.details(payment.localId)
    expect(details).toMatchObject({
      localId: payment.localId,
      paymentId: payment.paymentId,
      status: 'PAYMENT_COMPLETED',
      amountWire: '4800',
      amountCentavos: 4_800,
      endToEndId: expect.stringMatching(/^E\d{8}/),
      provider: { name: 'Mock Bank' },
      debtor: { name: 'Maria da Silva' },
    })
    await first.close()
    const second = await openTestWorkbench({ folder: first.folder, keys: false })
    expect(second.bench.payments.knownDetails(payment.localId)).toEqual(details)
  })

  it('of a payment of another program are asked for by its id', async () => {
    const { bench } = await openTestWorkbench()
    const { payment } = await bench.payments.send('simulator', sampleDraft(), once)
    const found = await bench.requests.payment('simulator', payment.paymentId ?? '', 'payment')
    expect(found).toMatchObject({ externalId: payment.externalId })
    expect(found.localId).toBeUndefined()
  })

  it('of one that was never created are refused', async () => {
    const { bench } = await scene({ create: () => ({ status: 422, body: {} }) })
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    await expect(bench.payments.details(payment.localId)).rejects.toMatchObject({
      code: 'invalid-input',
    })
  })
})

describe('scheduled payments and whitelabel links', () => {
  it.each(['scheduled', 'whitelabel'] as const)(
    'a %s one is a payment like any other',
    async (flow) => {
      const { bench } = await openTestWorkbench()
      const body = bench.payments.template('simulator', flow, sampleDraft())
      const { payment, error } = await bench.payments.send('simulator', { body, flow })
      expect(error).toBeUndefined()
      expect(payment).toMatchObject({
        flow,
        state: 'accepted',
        amountCentavos: 4_800,
        watching: true,
      })
      expect(payment.paymentUrl === undefined).toBe(flow === 'scheduled')
      expect(await bench.payments.details(payment.localId)).toMatchObject({ flow })
      const [newest] = bench.exchanges.list({ localId: payment.localId, limit: 9 })
      expect(newest?.url).toContain(flow === 'scheduled' ? '/scheduled/' : '/payments/')
    },
  )

  it('are refused before anything is sent where the dialect has none', async () => {
    const { bench, server } = await scene({}, 'g3')
    for (const flow of ['scheduled', 'whitelabel'] as const) {
      await expect(bench.payments.send('custom', { body: '{}', flow })).rejects.toMatchObject({
        code: 'unsupported-call',
      })
    }
    expect(server.requests).toEqual([])
  })
})

describe('cancelling', () => {
  const created = { status: 201, body: { id: 'p-1', status: 'STARTED' } }
  const cancelled = { status: 200, body: { id: 'p-1', status: 'CANCELED' } }

  it('names the payer, leaves an intent, and ends a payment that nobody watches', async () => {
    const { bench, server, of } = await scene(
      {
        any: ({ method, path }) =>
          method !== 'POST' || path === '/auth'
            ? undefined
            : path.endsWith('/cancel')
              ? cancelled
              : created,
      },
      'g3',
    )
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    const { post, error } = await bench.payments.cancel(payment.localId, {})
    expect(error).toBeUndefined()
    expect(post).toMatchObject({ kind: 'cancel', state: 'answered', localId: payment.localId })
    const [request] = server.of('POST /instant/payments/p-1/cancel')
    expect(JSON.parse(request?.body ?? '')).toEqual({
      cancelledBy: '52998224725',
      identifierType: 'CPF',
    })
    expect(bench.payments.get(payment.localId)).toMatchObject({
      state: 'canceled',
      lastStatus: 'CANCELED',
    })
    expect(of('post').map(({ state }) => state)).toEqual(['intent', 'answered'])
  })

  it('whose answer was lost is unknown, and not repeated', async () => {
    const { bench, server } = await scene(
      {
        any: ({ method, path }) =>
          method !== 'POST' || path === '/auth'
            ? undefined
            : path.endsWith('/cancel')
              ? 'reset'
              : created,
      },
      'g3',
    )
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    const { post } = await bench.payments.cancel(payment.localId, { document: '529.982.247-25' })
    expect(post).toMatchObject({ state: 'unknown', error: { code: 'reset' } })
    expect(bench.requests.posts({ limit: 9 })).toMatchObject([{ state: 'unknown' }])
    expect(server.of('POST /instant/payments/p-1/cancel')).toHaveLength(1)
  })

  it.each([
    ['no status', { status: 200, body: { id: 'p-1' } }, undefined, 'answered', 'accepted'],
    ['no content', { status: 204 }, undefined, 'answered', 'accepted'],
    [
      'a page',
      { status: 200, body: '<html>hello</html>' },
      'malformed-body',
      'unknown',
      'accepted',
    ],
    [
      'a payment that goes on',
      { status: 200, body: { id: 'p-1', status: 'PAYMENT_PENDING' } },
      'not-cancelled',
      'answered',
      'accepted',
    ],
    [
      'a payment that was paid',
      { status: 200, body: { id: 'p-1', status: 'PAYMENT_COMPLETED' } },
      'not-cancelled',
      'answered',
      'completed',
    ],
  ])('that is answered with %s', async (_what, answer, code, postState, state) => {
    const { bench } = await scene(
      {
        any: ({ method, path }) =>
          method !== 'POST' || path === '/auth'
            ? undefined
            : path.endsWith('/cancel')
              ? answer
              : created,
      },
      'g3',
    )
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    const { post, error } = await bench.payments.cancel(payment.localId, {})
    expect([error?.code, post?.state]).toEqual([code, postState])
    if (code === 'not-cancelled') expect(error?.message).toContain('PAYMENT_')
    expect(bench.payments.get(payment.localId).state).toBe(state)
  })

  it('belongs to G3, and to people', async () => {
    const { bench } = await scene({})
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    await expect(bench.payments.cancel(payment.localId, {})).rejects.toMatchObject({
      code: 'unsupported-call',
    })
    const g3 = await scene(
      { any: ({ method, path }) => (method === 'POST' && path !== '/auth' ? created : undefined) },
      'g3',
    )
    const sent = await g3.bench.payments.send('custom', sampleDraft(), once)
    await expect(
      g3.bench.payments.cancel(sent.payment.localId, { document: '123' }),
    ).rejects.toMatchObject({ code: 'invalid-document' })
  })
})

describe('the way out of an unknown outcome', () => {
  const first = (...then: NonNullable<ReturnType<NonNullable<KlaviLike['create']>>>[]) => {
    let sent = 0
    return () => (sent++ === 0 ? 'reset' : (then[sent - 2] ?? 'reset')) as never
  }

  it('a 409 shows that the first arrived', async () => {
    const { bench, server } = await scene({ create: first({ status: 409, body: {} }) })
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    expect(payment.state).toBe('unknown')
    const second = await bench.payments.resend(payment.localId, { confirm: true, ...once })
    expect(second.payment).toMatchObject({ state: 'refused', resendOf: payment.localId })
    expect(bench.payments.get(payment.localId)).toMatchObject({
      state: 'unknown',
      evidence: 'arrived',
    })
    const [one, other] = server.of('POST /payments').map(({ body }) => body)
    expect(one).toBe(other)
    expect(bench.payments.list({ limit: 9 })).toHaveLength(2)
  })

  it('a 201 may be a second payment, which is watched', async () => {
    const created = { status: 201, body: { id: 'p-2', status: 'STARTED' } }
    const { bench } = await scene({ create: first(created) })
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    const second = await bench.payments.resend(payment.localId, { confirm: true, ...once })
    expect(second.payment).toMatchObject({ state: 'accepted', paymentId: 'p-2' })
    expect(bench.payments.get(payment.localId)).toMatchObject({
      state: 'unknown',
      evidence: 'maybe-twice',
    })
  })

  it('a second loss teaches nothing', async () => {
    const { bench } = await scene({ create: first('reset') })
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    const second = await bench.payments.resend(payment.localId, { confirm: true, ...once })
    expect(second.payment.state).toBe('unknown')
    expect(bench.payments.get(payment.localId).evidence).toBeUndefined()
  })

  it('is for unknown outcomes only', async () => {
    const { bench, server } = await scene({})
    const { payment } = await bench.payments.send('custom', sampleDraft(), once)
    await expect(bench.payments.resend(payment.localId, { confirm: true })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    expect(server.of('POST /payments')).toHaveLength(1)
  })
})

describe('a request by hand', () => {
  const send = (path: string, method: 'GET' | 'POST' = 'GET') => ({
    environmentId: 'custom',
    method,
    path,
    ...(method === 'POST' && { body: '{"a":1}' }),
  })

  it('carries the token to the environment’s own address and to no other', async () => {
    const { bench, server } = await scene({})
    await bench.requests.send(send('/participants?name=Itaú&limit=2'))
    expect(server.requests.at(-1)).toMatchObject({
      path: '/participants?name=Ita%C3%BA&limit=2',
      headers: { authorization: expect.stringContaining('Bearer ') },
    })
    const before = server.requests.length
    for (const path of ['https://evil.example/x', '//evil.example/x', 'http:evil', '\\\\evil\\x']) {
      await expect(bench.requests.send(send(path))).rejects.toMatchObject({
        code: 'foreign-origin',
      })
    }
    expect(server.requests).toHaveLength(before)
  })

  it('reaches calls outside the prefix, and the environment’s own full address', async () => {
    const { bench, server } = await scene({
      any: ({ path }) => (path === '/auth' ? undefined : { status: 200, body: {} }),
    })
    await bench.requests.send(send('/payment/management/v1/merchants'))
    await bench.requests.send(send(`${server.environment.origin}/payment/customer/v1/participants`))
    expect(server.requests.slice(-2).map(({ path }) => path)).toEqual([
      '/payment/management/v1/merchants',
      '/participants',
    ])
  })

  it('that posts to a path which creates payments is a payment', async () => {
    const { bench } = await scene({})
    const { payment, post } = await bench.requests.send(send('/payments/', 'POST'), once)
    expect(post).toBeUndefined()
    expect(payment).toMatchObject({ state: 'accepted', paymentId: 'p-1' })
  })

  it('that posts there with a query is one too, and is sent again as it was', async () => {
    let answer: 'reset' | { status: number; body: object } = 'reset'
    const { bench, server } = await scene({
      any: ({ method, path }) =>
        method === 'POST' && path.startsWith('/payments') ? answer : undefined,
    })
    const { payment, post } = await bench.requests.send(
      { ...send('/payments?a=Itaú', 'POST'), query: [['b', '1 2']] },
      once,
    )
    expect(post).toBeUndefined()
    expect(payment).toMatchObject({ state: 'unknown' })
    answer = { status: 201, body: { id: 'p-7', status: 'STARTED' } }
    const again = await bench.payments.resend(payment?.localId ?? '', { confirm: true, ...once })
    expect(again.payment).toMatchObject({ state: 'accepted', paymentId: 'p-7' })
    const paths = server.requests.map(({ path }) => path).filter((path) => path !== '/auth')
    expect(paths).toEqual(['/payments?a=Ita%C3%BA&b=1+2', '/payments?a=Ita%C3%BA&b=1+2'])
  })

  it.each([
    ['/payments?a=1', 'payment'],
    ['/elsewhere', 'post'],
  ] as const)('whose POST to %s is redirected is unknown', async (path, kind) => {
    const { bench } = await scene({
      any: ({ method, path: asked }) =>
        method === 'POST' && asked !== '/auth'
          ? { status: 307, headers: { location: '/y' } }
          : undefined,
    })
    const result = await bench.requests.send(send(path, 'POST'), once)
    expect(result[kind]).toMatchObject({ state: 'unknown' })
  })

  it('that posts elsewhere leaves an intent, told before and after', async () => {
    const { bench, of } = await scene({
      any: ({ path }) => (path === '/x' ? { status: 200, body: 'hello' } : undefined),
    })
    const result = await bench.requests.send(send('/x', 'POST'))
    expect(result).toMatchObject({
      httpStatus: 200,
      isJson: false,
      post: { state: 'answered', kind: 'raw' },
    })
    expect(result.error).toBeUndefined()
    expect(of('post').map(({ state }) => state)).toEqual(['intent', 'answered'])
  })

  it('may be what the catalogue of its dialect says', async () => {
    const { bench } = await openTestWorkbench()
    for (const { method, path, body } of bench.requests.catalogue('simulator')) {
      if (path.includes('{id}')) continue
      const request = { environmentId: 'simulator', method, path, ...(body && { body }) }
      const { httpStatus } = await bench.requests.send(request, once)
      expect([path, httpStatus]).toEqual([path, method === 'GET' ? 200 : 201])
    }
  })
})

describe('what is known of tokens', () => {
  it('is decoded and holds no token', async () => {
    const { bench } = await openTestWorkbench()
    expect(bench.tokens.view('simulator')).toMatchObject({ own: null, policy: 'per-payment' })
    await bench.authenticate('simulator')
    await bench.payments.send('simulator', sampleDraft(), once)
    const view = bench.tokens.view('simulator')
    expect(view).toMatchObject({
      own: { source: 'expireIn', header: { alg: 'ES256', typ: 'JWT' }, used: true },
      payments: [{ used: true }],
      clockSkewMs: 0,
    })
    expect(JSON.stringify(view)).not.toMatch(/eyJ/)
  })

  it('counts the server’s clock', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString()
    const { bench } = await scene({
      participants: () => ({ status: 200, body: [], headers: { date } }),
    })
    await bench.participants.fetch('custom')
    const { clockSkewMs = 0 } = bench.tokens.view('custom')
    expect(Math.round(clockSkewMs / 60_000)).toBe(60)
  })

  it('fifty callers that are refused cause one fresh token', async () => {
    let [refusing, auths] = [true, 0]
    const { bench } = await scene({
      any({ path, headers }) {
        if (path === '/auth') auths += 1
        if (path.startsWith('/participants') && headers.authorization?.includes('token-1-')) {
          return { status: refusing ? 401 : 200, body: [] }
        }
        return undefined
      },
    })
    refusing = false
    await bench.participants.fetch('custom')
    refusing = true
    await Promise.all(Array.from({ length: 50 }, () => bench.participants.fetch('custom')))
    expect(auths).toBe(2)
  })
})

describe('drift', () => {
  it('is told, kept, exported and forgotten', async () => {
    const { bench, of } = await scene({
      participants: () => ({
        status: 200,
        body: { data: [{ id: 'b', name: 'Bank', isOutage: true }] },
      }),
    })
    await bench.participants.fetch('custom')
    await bench.participants.fetch('custom')
    expect(of('drift')).toContainEqual({ environmentId: 'custom' })
    const found = bench.drift.list('custom').filter(({ step }) => step === 'participants')
    expect(found).toMatchObject([
      { path: '$.data[].isOutage', kind: 'unknown-field', verdict: 'learned', count: 2 },
    ])
    expect(JSON.parse(bench.drift.export('json', 'custom'))).toEqual(bench.drift.list('custom'))
    expect(bench.drift.export('markdown', 'custom')).toContain('| `$.data[].isOutage` |')
    expect(bench.drift.list('sandbox')).toEqual([])
    bench.drift.clear('custom')
    expect(bench.drift.list()).toEqual([])
  })
})
