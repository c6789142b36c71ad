import { describe, expect, it } from 'vitest'
import type { WebhookRecord } from '../../../../core/model/webhook.ts'
import { failed, type Check, type Finding } from '../../../../core/readiness/check.ts'
import { runSuite } from '../../../../core/readiness/run-suite.ts'
import { systemClock } from '../../../../core/system.ts'
import { Scene } from '../../../../core/readiness/scene.ts'
import { suiteFor } from '../../../../core/readiness/suite.ts'
import type { TrailEntry } from '../../../../core/readiness/trail.ts'

/** What checks that make no call look at. */
interface Look {
  origin?: string
  facts?: Partial<Scene['facts']>
  trail?: Partial<TrailEntry>[]
  webhooks?: { heard: { signed: boolean; timestamped: boolean; text: string }[] }
  received?: Partial<WebhookRecord>[]
  simulator?: object
}

/** Judges one check over a scene of which only this is there. */
async function judge(id: string, look: Look) {
  const check = suiteFor('g1').find((one) => one.id === id)
  if (check === undefined) throw new Error(`no check ${id}`)
  const scene = Object.assign(Object.create(Scene.prototype) as object, {
    target: { environment: { origin: look.origin ?? 'https://api.example' } },
    facts: look.facts ?? {},
    trail: look.trail ?? [],
    evidence: { exchangeIds: new Set<string>(), localIds: new Set<string>() },
    localIds: new Set(['payment']),
    startedAt: '2026-03-02T12:00:00.000Z',
    simulator: look.simulator,
    webhooks: look.webhooks && { ...look.webhooks, waitFor: async () => {} },
    context: {
      journal: { webhooks: { of: () => look.received ?? [] }, drift: { list: () => [] } },
    },
  }) as unknown as Scene
  const { verdict, reason }: Finding = await check.run(scene)
  return { says: `${verdict} ${reason?.code ?? ''}`, kept: [...scene.evidence.exchangeIds] }
}
const says = async (id: string, look: Look): Promise<string> => (await judge(id, look)).says

it('wants https', async () => {
  expect(await says('https-only', { origin: 'http://api.example' })).toBe('failed http')
  expect(await says('https-only', {})).toBe('passed https')
})

it('wants each bank once', async () => {
  const bank = (id: string) => ({ id, name: id, raw: {} })
  const look = (...ids: string[]): Look => ({
    facts: { participants: ids.map(bank), listExchangeIds: ['list'] },
  })
  expect(await says('participants-unique', look('a', 'b', 'a'))).toBe('failed ids-twice')
  expect(await judge('participants-unique', look('a', 'b'))).toEqual({
    says: 'passed ids',
    kept: ['list'],
  })
})

it('wants consent within a minute', async () => {
  const look = (givenAfterMs: number): Look => ({
    facts: {
      consent: {
        url: 'https://bank.example',
        givenAfterMs,
        givenElsewhere: false,
        opened: [],
        exchangeIds: [],
      },
    },
  })
  expect(await says('consent-in-time', look(60_001))).toBe('failed consent-late')
  expect(await says('consent-in-time', look(59_000))).toBe('passed consent-after')
})

describe('webhooks', () => {
  const good = { signed: true, timestamped: true, text: 'id' }
  const happy = { paymentId: 'id' } as Scene['facts']['happy'] & object
  it.each([
    ['failed webhooks-none', []],
    ['failed webhooks-unsigned', [good, { ...good, signed: false }]],
    ['failed webhooks-untimed', [good, { ...good, timestamped: false }]],
    ['passed webhooks', [good]],
  ])('of the simulator: %s', async (wanted, heard) => {
    expect(await says('webhooks-signed', { facts: { happy }, webhooks: { heard } })).toBe(wanted)
  })

  const at = '2026-03-02T12:00:05.000Z'
  const valid: Partial<WebhookRecord> = { at, verdict: 'valid', timestamp: at }
  it.each([
    ['not-applicable webhooks-unreachable', []],
    ['not-applicable webhooks-unreachable', [{ ...valid, at: '2026-03-02T11:00:00.000Z' }]],
    ['not-applicable webhooks-unreachable', [{ at, verdict: 'no-key' as const }]],
    ['failed webhooks-unsigned', [valid, { at, verdict: 'unsigned' as const }]],
    ['failed webhooks-unsigned', [valid, { ...valid, verdict: 'invalid' as const }]],
    ['failed webhooks-untimed', [{ at, verdict: 'valid' as const }]],
    ['passed webhooks', [valid]],
  ])('of the inbox elsewhere: %s', async (wanted, received) => {
    expect(await says('webhooks-signed', { received })).toBe(wanted)
  })
})

describe('the rhythm of polls', () => {
  const poll = (atMs: number, more: Partial<TrailEntry> = {}): Partial<TrailEntry> => ({
    exchangeId: `x${atMs}`,
    atMs,
    step: 'status',
    localId: 'payment',
    repeats: false,
    status: 200,
    ...more,
  })
  it.each([
    ['not-applicable polls-few', [poll(0)], {}],
    ['not-applicable polls-few', [poll(0), poll(10, { localId: 'other' })], {}],
    ['passed polls', [poll(0), poll(3_000), poll(3_100, { repeats: true }), poll(6_000)], {}],
    ['failed polls-fast', [poll(0), poll(3_000), poll(3_999)], {}],
    ['failed too-fast', [poll(0), poll(3_000, { status: 429 })], {}],
    ['passed polls', [poll(0), poll(20)], { simulator: {} }],
    ['passed polls', [poll(0), poll(20)], { origin: 'http://127.0.0.1:1' }],
  ])('%s', async (wanted, trail, more) => {
    expect(await says('polling-rhythm', { trail, ...more })).toBe(wanted)
  })
})

describe('content types', () => {
  const call = (more: Partial<TrailEntry>): Partial<TrailEntry> => ({
    exchangeId: 'x',
    step: 'participants',
    method: 'GET',
    status: 200,
    bytes: 2,
    latencyMs: 1,
    deliberate: false,
    requestType: 'application/x-www-form-urlencoded',
    contentTypes: ['application/json'],
    ...more,
  })
  const json = 'application/json'
  it.each([
    ['passed types', call({})],
    ['passed types', call({ method: 'POST', requestType: `${json}; charset=utf-8` })],
    ['failed request-type', call({ requestType: json })],
    ['failed request-type', call({ method: 'POST' })],
    ['passed types', call({ method: 'POST', requestType: 'text/plain', deliberate: true })],
    ['failed type-other', call({ contentTypes: ['text/html'] })],
  ])('%s', async (wanted, entry) => {
    expect(await judge('content-types', { trail: [entry] })).toEqual({ says: wanted, kept: ['x'] })
  })
})

it('knows of no drift where nothing was answered', async () => {
  expect(await says('drift-summary', {})).toBe('not-applicable nothing-seen')
  const trail = [{ status: 200, isJson: true }]
  expect(await says('drift-summary', { trail })).toBe('passed no-drift')
})

it('holds nothing against a server whose answer the person did not wait for', async () => {
  const person = new AbortController()
  const check: Check = {
    id: 'cut',
    group: 'auth',
    section: '§1',
    run: () => {
      person.abort()
      return failed('call', { code: 'aborted', detail: '' })
    },
  }
  const scene = { signal: person.signal, context: { ports: { clock: systemClock } } }
  const [result] = await runSuite([check], scene as unknown as Scene, false, () => {})
  expect(result).toMatchObject({ verdict: 'not-applicable', reason: { code: 'cancelled' } })
})
