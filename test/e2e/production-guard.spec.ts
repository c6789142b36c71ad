import { expect, test } from '../support/electron/fixtures.ts'
import { ask, codeOf } from '../support/electron/ask.ts'
import { localKlavi } from '../support/electron/local-klavi.ts'

const participantId = 'c8f0bf49-4744-4933-8960-7add6e590841'
const payloadOf = (taxId: string): string =>
  JSON.stringify({
    externalId: '0d9f2c1e-8f43-4d0f-9f41-5f3f1c7f0a11',
    participantId,
    method: 'PIX_MANU_AUTO',
    user: { name: 'Maria da Silva', taxId },
    amount: '4800',
    redirectURL: 'https://example.com/return',
  })
const body = payloadOf('52998224725')
const payment = { text: body, participantName: 'Mock Bank', negative: false }
const typed = (typedAmount: string) => ({ confirmation: { typedAmount } })
const reason = 'agreed with the bank by phone'

test('production is locked at every start, and main refuses each kind of send', async ({
  launchApp,
}) => {
  const { window, electron, close } = await launchApp()
  const environmentId = 'production'
  const title = () =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())

  const sends = [
    () => codeOf(window, 'payload.send', { environmentId, ...payment }),
    () => codeOf(window, 'payload.send', { environmentId, ...payment, ...typed('48,00') }),
    () => codeOf(window, 'payload.send', { environmentId, ...payment, negative: true }),
    () => codeOf(window, 'payments.sendBody', { environmentId, flow: 'payment', body }),
    () =>
      codeOf(window, 'requests.send', {
        environmentId,
        method: 'POST',
        path: '/payments',
        query: [],
        body,
      }),
    () =>
      codeOf(window, 'requests.send', {
        environmentId,
        method: 'POST',
        path: '/payments',
        query: [['x', '1']],
        body,
      }),
  ]
  for (const send of sends) expect(await send()).toBe('production-locked')
  expect(await codeOf(window, 'guard.override', { environmentId, reason })).toBe(
    'production-locked',
  )

  await ask(window, 'settings.set', { environmentId })
  expect(await title()).toBe('Klavi Tester — Production')
  const unlock = (typedName: string) => codeOf(window, 'guard.unlock', { environmentId, typedName })
  expect(await unlock('prod')).toBe('guard-name')
  expect(await unlock('Production')).toBe('done')
  await expect.poll(title).toBe('Klavi Tester — Production — unlocked')

  const send = (amount?: string) =>
    codeOf(window, 'payload.send', {
      environmentId,
      ...payment,
      ...(amount !== undefined && typed(amount)),
    })
  expect(await send('48,00')).toBe('readiness-missing')
  expect(await codeOf(window, 'guard.override', { environmentId, reason: 'because' })).toBe(
    'override-reason',
  )
  expect(await codeOf(window, 'guard.override', { environmentId, reason })).toBe('done')
  expect(await send()).toBe('confirmation-missing')
  expect(await send('4800')).toBe('confirmation-differs')
  // Past the guard there is the runtime, which is not trusted with a real host.
  expect(await send('48,00')).toBe('runtime-untrusted')

  expect(await codeOf(window, 'guard.lock', { environmentId: null })).toBe('done')
  await expect.poll(title).toBe('Klavi Tester — Production')
  expect(await send('48,00')).toBe('production-locked')
  expect(await unlock('production')).toBe('done')
  await close()

  const again = await launchApp()
  expect(await codeOf(again.window, 'payload.send', { environmentId, ...payment })).toBe(
    'production-locked',
  )
  const log = await ask(again.window, 'guard.log', { environmentId, limit: 10 })
  expect(log.ok && log.data.map(({ kind }) => kind).slice(-3)).toEqual([
    'locked',
    'override',
    'unlocked',
  ])
})

test('a risky environment can be read while it is locked, and is sent to once, when confirmed', async ({
  launchApp,
}) => {
  const klavi = await localKlavi()
  try {
    const { window } = await launchApp()
    const made = await ask(window, 'environments.add', {
      draft: {
        name: 'Partner B',
        origin: klavi.origin,
        prefix: '/payment/customer/v1',
        dialect: 'g1',
        risky: true,
      },
    })
    const environmentId = made.ok ? made.data.id : ''
    const keys = { accessKey: 'ak-guard-e2e-000001', secretKey: 'sk-guard-e2e-000001' }
    expect(await codeOf(window, 'credentials.save', { environmentId, ...keys })).toBe('done')
    expect(await codeOf(window, 'auth.authenticate', { environmentId })).toBe('done')
    expect(await codeOf(window, 'participants.fetch', { environmentId })).toBe('done')
    const send = { environmentId, ...payment, ...typed('48,00') }
    expect(await codeOf(window, 'payload.send', send)).toBe('production-locked')
    expect(klavi.calls).not.toContain('POST /payments')

    await ask(window, 'guard.unlock', { environmentId, typedName: 'partner b' })
    await ask(window, 'guard.override', { environmentId, reason })
    const failing = { ...send, text: payloadOf('12345678901') }
    expect(await codeOf(window, 'payload.send', failing)).toBe('payload-invalid')
    expect(klavi.calls).not.toContain('POST /payments')
    const sent = await ask(window, 'payload.send', send)
    expect(sent.ok && sent.data.payment.readinessOverride).toBe(reason)
    expect(klavi.calls.filter((call) => call === 'POST /payments')).toHaveLength(1)

    const gone = await ask(window, 'environments.remove', { environmentId })
    expect(gone.ok && gone.data).toMatchObject({ credentialSets: ['default'], payments: 1 })
    expect(await codeOf(window, 'payload.send', send)).toBe('unknown-environment')
  } finally {
    await klavi.close()
  }
})
