import { describe, expect, it } from 'vitest'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import { openTestWorkbench } from '../../support/core/test-workbench.ts'

describe('the whole flow over real HTTPS', () => {
  it('ends in PAYMENT_COMPLETED, with every step in the journal', async () => {
    const { bench, of } = await openTestWorkbench()
    const token = await bench.authenticate('simulator')
    expect(token.source).toBe('expireIn')
    const { participants } = await bench.participants.fetch('simulator')
    expect(participants.length).toBeGreaterThan(1)

    const draft = sampleDraft({ participantId: participants[0]?.id ?? '' })
    const { payment, error } = await bench.payments.send('simulator', draft)
    expect(error).toBeUndefined()
    expect(payment).toMatchObject({ state: 'accepted', amountCentavos: 4800, amountWire: '4800' })
    expect(payment.payerName).toBe('Maria d. S.')
    const outcome = await bench.watch.finished(payment.localId)
    expect(outcome).toMatchObject({
      outcome: 'completed',
      paymentId: payment.paymentId,
      externalId: payment.externalId,
      answered: true,
    })

    const log = bench.watch.log({ localId: payment.localId, limit: 1_000 })
    const statuses = log.filter(({ changed }) => changed).map(({ status }) => status)
    expect(statuses.at(-1)).toBe('PAYMENT_COMPLETED')
    // A slow machine may miss short states; it never sees them in another order.
    expect(['kept', 'skipped']).toContain(outcome.order)
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_row, at) => at + 1))
    expect(of('observation')).toEqual(log)
    expect(bench.payments.get(payment.externalId)).toMatchObject({
      state: 'completed',
      lastStatus: 'PAYMENT_COMPLETED',
      watching: false,
    })

    const steps = bench.exchanges.list({ limit: 1_000 }).map(({ step }) => step)
    expect(steps.filter((step) => step === 'create')).toHaveLength(1)
    expect(steps.filter((step) => step === 'auth')).toHaveLength(1)
    expect(new Set(steps)).toEqual(new Set(['auth', 'participants', 'create', 'status']))
  })

  it('tells a rejected payment with its reason', async () => {
    const { bench } = await openTestWorkbench()
    const { payment } = await bench.payments.send('simulator', sampleDraft({ amount: '300,06' }))
    const outcome = await bench.watch.finished(payment.localId)
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      reason: { code: 'SALDO_INSUFICIENTE' },
    })
    expect(bench.payments.get(payment.localId)).toMatchObject({
      state: 'rejected',
      lastStatus: 'CONSENT_REJECTED',
      reason: { code: 'SALDO_INSUFICIENTE' },
    })
  })

  it('gives the second payment a token of its own', async () => {
    const { bench } = await openTestWorkbench()
    await bench.authenticate('simulator')
    for (const _time of [1, 2]) {
      const { payment } = await bench.payments.send('simulator', sampleDraft(), { watch: false })
      expect(payment.state).toBe('accepted')
    }
    const steps = bench.exchanges.list({ limit: 100 }).map(({ step }) => step)
    expect(steps.reverse()).toEqual(['auth', 'create', 'auth', 'create'])
  })

  it('sends a ready wire body byte for byte', async () => {
    const { bench } = await openTestWorkbench()
    const { participants } = await bench.participants.fetch('simulator')
    const body = `{ "externalId":"raw-1",  "participantId":"${participants[0]?.id}",
      "user":{"name":"Maria da Silva","taxId":"52998224725"},"amount":"100","method":"PIX_MANU_AUTO" }`
    const { payment } = await bench.payments.send('simulator', { body }, { watch: false })
    expect(payment).toMatchObject({ externalId: 'raw-1', amountCentavos: 100, state: 'accepted' })
    const [create] = bench.exchanges.list({ localId: payment.localId, limit: 1 })
    const sent = bench.exchanges.body({
      id: create?.id ?? '',
      side: 'request',
      offset: 0,
      length: 9_999,
    })
    expect(sent.text).toBe(body)
  })
})

describe('wrong keys', () => {
  it('are refused as such, and nothing else is asked', async () => {
    const { bench } = await openTestWorkbench({ keys: false })
    const wrong = { accessKey: 'wrong-access-key', secretKey: 'wrong-secret-key' }
    await bench.credentials.save('simulator', wrong)
    await expect(bench.authenticate('simulator')).rejects.toMatchObject({
      code: 'http-unauthorized',
    })
    await expect(bench.payments.send('simulator', sampleDraft())).rejects.toMatchObject({
      code: 'http-unauthorized',
    })
    expect(bench.payments.list({ limit: 10 })).toEqual([])
    const exchanges = bench.exchanges.list({ limit: 10 })
    expect(exchanges.map(({ step, httpStatus }) => [step, httpStatus])).toEqual([
      ['auth', 401],
      ['auth', 401],
    ])
  })

  it('that are not there at all are missed before anything is asked', async () => {
    const { bench } = await openTestWorkbench({ keys: false })
    await expect(bench.payments.send('simulator', sampleDraft())).rejects.toMatchObject({
      code: 'no-credential',
    })
    expect(bench.exchanges.list({ limit: 10 })).toEqual([])
  })
})

describe('nothing is sent', () => {
  it('of a form with errors', async () => {
    const { bench } = await openTestWorkbench()
    const wrong = [{ amount: '' }, { amount: 'x' }, { payerCpf: '123' }, { participantId: '' }]
    for (const changes of wrong) {
      await expect(bench.payments.send('simulator', sampleDraft(changes))).rejects.toMatchObject({
        code: 'payload-invalid',
        details: { field: Object.keys(changes)[0] },
      })
    }
    expect(bench.exchanges.list({ limit: 10 })).toEqual([])
    expect(bench.payments.list({ limit: 10 })).toEqual([])
  })

  it('to production', async () => {
    const { bench } = await openTestWorkbench()
    await expect(bench.payments.send('production', sampleDraft())).rejects.toMatchObject({
      code: 'production-locked',
    })
    expect(bench.exchanges.list({ limit: 10 })).toEqual([])
  })

  it('anywhere but to loopback on a runtime that nobody vouches for', async () => {
    const { bench } = await openTestWorkbench({ ports: { runtimeTrusted: false } })
    await bench.credentials.save('sandbox', { accessKey: 'access-key-1', secretKey: 'secret-key' })
    await expect(bench.authenticate('sandbox')).rejects.toMatchObject({ code: 'runtime-untrusted' })
    await expect(bench.payments.send('sandbox', sampleDraft())).rejects.toMatchObject({
      code: 'runtime-untrusted',
    })
    expect(bench.exchanges.list({ limit: 10 })).toEqual([])
    await expect(bench.authenticate('simulator')).resolves.toBeDefined()
  })
})

it('keys that were saved for one address are never sent to another', async () => {
  const first = { id: 'custom', kind: 'custom', name: 'Custom', prefix: '', dialect: 'g1' } as const
  const one = { ...first, origin: 'https://127.0.0.1:1' }
  const { bench } = await openTestWorkbench({ ports: { extraEnvironment: one } })
  await bench.credentials.save('custom', { accessKey: 'access-key-1', secretKey: 'secret-key' })
  one.origin = 'https://127.0.0.1:2'
  await expect(bench.authenticate('custom')).rejects.toMatchObject({ code: 'credential-origin' })
  expect(bench.exchanges.list({ limit: 10 })).toEqual([])
})
