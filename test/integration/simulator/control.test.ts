import { describe, expect, it } from 'vitest'
import type { SimulatorControl } from '../../../simulator/index.ts'
import { openRemoteControl } from '../../../simulator/index.ts'
import type { Client } from './harness.ts'
import { g1Payment, handClock, started, temporaryFolder } from './harness.ts'

const kinds: [string, (client: Client, folder: string) => Promise<SimulatorControl>][] = [
  ['in this process', async (client) => client.simulator.control],
  [
    'from another process',
    async (_client, folder) => (await openRemoteControl(folder)) as SimulatorControl,
  ],
]

describe.each(kinds)('control %s', (_name, controlOf) => {
  async function setUp() {
    const folder = await temporaryFolder()
    const clock = handClock()
    const client = await started({ folder, now: clock.now })
    const control = await controlOf(client, folder)
    const pay = async (changes?: Record<string, unknown>): Promise<string> =>
      (await client.api('/payments', { body: g1Payment(changes) })).json.id
    return { clock, client, control, folder, pay }
  }

  it('steps by hand and tells the timeline', async () => {
    const { clock, control, pay } = await setUp()
    await control.configure({ speed: 0 })
    const id = await pay()
    clock.tick(3_600_000)
    expect((await control.listPayments())[0]).toMatchObject({ status: 'ENQUEUED', nextAt: null })
    for (let i = 0; i < 5; i += 1) {
      clock.tick(10)
      await control.step(id)
    }
    const payment = (await control.listPayments())[0]
    expect(payment).toMatchObject({ id, status: 'PAYMENT_COMPLETED', ended: true })
    expect(payment?.timeline.map((entry) => entry.at.slice(-8))).toEqual([
      ':00.000Z',
      ...[10, 20, 30, 40, 50].map((ms) => `:00.0${ms}Z`),
    ])
  })

  it('is held by one caller, and is as before when that one gives it back', async () => {
    const { client, control } = await setUp()
    await control.configure({ speed: 2, webhookUrl: 'http://127.0.0.1:1/mine' })
    expect(await control.hold('one', 'http://127.0.0.1:2/ear', 30_000)).toBe(true)
    expect(await control.state()).toMatchObject({ speed: 0, webhookUrl: 'http://127.0.0.1:2/ear' })
    expect(await control.hold('other', null, 30_000)).toBe(false)
    await control.release('other')
    // What a person sets meanwhile is for afterwards.
    await control.configure({ speed: 3 })
    expect((await control.state()).speed).toBe(0)
    expect(await control.hold('one', 'http://127.0.0.1:2/ear', 30_000)).toBe(true)
    await control.release('one')
    expect(await control.state()).toMatchObject({ speed: 3, webhookUrl: 'http://127.0.0.1:1/mine' })
    await expect(control.hold('', null, 1)).rejects.toThrow('holder')
    await client.simulator.close()
  })

  it('goes on by itself when the holder says nothing more', async () => {
    const { control } = await setUp()
    await control.hold('dead', null, 20)
    await expect.poll(async () => (await control.state()).speed, { timeout: 10_000 }).toBe(1)
  })

  it('is not left standing by an end that comes while it is being taken', async () => {
    const { control } = await setUp()
    const taken = control.hold('dead', null, 60_000)
    await control.release('dead')
    await taken
    // The one that came first was done first, and what came after it undid it.
    await control.release('dead')
    expect((await control.state()).speed).toBe(1)
  })

  it('goes on by itself at the next start when the holder died with it', async () => {
    const { client, control, folder } = await setUp()
    await control.configure({ speed: 2 })
    await control.hold('dead', 'http://127.0.0.1:2/ear', 60_000)
    await client.simulator.close()
    const next = await started({ folder })
    expect(await next.simulator.control.state()).toMatchObject({ speed: 2, webhookUrl: null })
  })

  it('goes faster', async () => {
    const { clock, control, pay } = await setUp()
    await pay()
    await control.configure({ speed: 100 })
    clock.tick(50)
    expect((await control.listPayments())[0]?.status).toBe('PAYMENT_COMPLETED')
    await expect(control.configure({ speed: 0.5 })).rejects.toThrow('speed')
  })

  it('picks the next outcome, once', async () => {
    const { control, pay } = await setUp()
    await control.setNextOutcome({ kind: 'stuck', at: 'PAYMENT_PENDING' })
    await pay({ amount: '30006' })
    await pay({ externalId: 'order-2', amount: '30006' })
    const kindsSeen = (await control.listPayments()).map((it) => it.outcome.kind)
    expect(kindsSeen).toEqual(['consent-rejected', 'stuck'])
  })

  it('decides, cancels and refuses unknown payments', async () => {
    const { control, pay } = await setUp()
    const [first, second] = [await pay(), await pay({ externalId: 'order-2' })]
    await control.step(first)
    expect((await control.decide(first, 'reject')).status).toBe('CONSENT_REJECTED')
    expect((await control.cancel(first)).status).toBe('CONSENT_REJECTED')
    expect((await control.cancel(second)).status).toBe('CANCELED')
    await expect(control.step('nobody')).rejects.toThrow()
  })

  it('sets recipes and faults, and knows what was served', async () => {
    const { client, control } = await setUp()
    expect((await control.setRecipe('garbage')).faults.length).toBe(4)
    const rule = { route: '*', fault: { kind: 'status', httpStatus: 503 } } as const
    expect(await control.setFaults([rule])).toMatchObject({ recipe: null, faults: [{ rule }] })
    await control.setRecipe(null)
    await expect(control.setRecipe('no such')).rejects.toThrow('no such')
    await client.api('/participants')
    const lines = await control.requests()
    expect(lines).toMatchObject([
      { method: 'POST', route: 'auth', status: 201 },
      { method: 'GET', route: 'participants', status: 200 },
    ])
    const last = lines.at(-1)?.seq ?? 0
    expect((await control.requests(last)).every((line) => line.seq > last)).toBe(true)
  })
})

describe('the control routes', () => {
  it('open with the control key or the printed keys only', async () => {
    const { simulator, call, token } = await started()
    const { accessKey, secretKey } = simulator
    const state = (authorization?: string) =>
      call('/__simulator/state', authorization ? { headers: { authorization } } : {})
    expect((await state()).status).toBe(401)
    expect((await state(`Bearer ${await token()}`)).status).toBe(401)
    const basic = Buffer.from(`${accessKey}:${secretKey}`).toString('base64')
    expect((await state(`Basic ${basic}`)).status).toBe(200)
  })

  it.each([
    ['faults', { faults: [{ route: '*', fault: { kind: 'nonsense' } }] }],
    ['faults', { faults: [{ route: 'nowhere', fault: { kind: 'bom' } }] }],
    ['faults', { faults: [{ route: '*', probability: 2, fault: { kind: 'bom' } }] }],
    ['faults', { faults: [{ route: '*', fault: { kind: 'status', httpStatus: 42 } }] }],
    ['settings', { speed: 'fast' }],
    ['settings', { unknown: 1 }],
    ['settings', { webhookUrl: 'https://example.com/' }],
    ['next-outcome', { outcome: { kind: 'stuck' } }],
  ])('refuse %s %j', async (path, body) => {
    const { simulator, call } = await started()
    const { accessKey, secretKey } = simulator
    const authorization = `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`
    const reply = await call(`/__simulator/${path}`, {
      method: 'PUT',
      headers: { authorization },
      body,
    })
    expect(reply.status).toBe(400)
  })

  it('survives every fault', async () => {
    const { simulator } = await started()
    const { control } = simulator
    await control.setFaults([{ route: '*', fault: { kind: 'reset', when: 'before-processing' } }])
    expect((await control.state()).faults.length).toBe(1)
  })
})
