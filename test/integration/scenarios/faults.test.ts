import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultTimeouts, largestBody } from '../../../core/klavi/http/wire.ts'
import type { Fault } from '../../../simulator/index.ts'
import { FAULT_KINDS } from '../../../simulator/index.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import {
  openBench,
  openSimulator,
  secretsIn,
  type RunningSimulator,
  type SimulatedBench,
} from './simulated-bench.ts'

/** Where redirects lead; nothing may ever arrive there. */
const elsewhere = createServer((_request, response) => response.end('{}'))
let strayed = 0
elsewhere.on('connection', () => (strayed += 1))
let server: RunningSimulator
let place: SimulatedBench
beforeAll(async () => {
  await new Promise<void>((bound) => elsewhere.listen(0, '127.0.0.1', bound))
  // Time stands still until a payment has been seen: none ends before its fault has hit.
  server = await openSimulator({ stepMs: 10, seed: 1, speed: 0 })
  place = await openBench(server)
})
afterEach(async () => {
  await server.simulator.control.setFaults([])
})
afterAll(async () => {
  await place?.close()
  await server?.close()
  elsewhere.close()
  expect(strayed).toBe(0)
})

const away = (): Fault => ({
  kind: 'redirect',
  location: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/stolen`,
})
const problems = ['expired', 'self-signed', 'wrong-host'] as const
const hang = (where: 'before-headers' | 'mid-body'): Fault => ({ kind: 'hang', where })
const reset = (when: 'before-processing' | 'after-processing' | 'mid-body'): Fault => ({
  kind: 'reset',
  when,
})
const status = (httpStatus: number, body: 'envelope' | 'ofb' | 'html' | 'empty' = 'envelope') =>
  ({ kind: 'status', httpStatus, body, retryAfterS: 0 }) satisfies Fault
const drift = (
  change: 'rename' | 'remove' | 'add' | 'retype',
  field: string,
): Extract<Fault, { kind: 'drift' }> => ({ kind: 'drift', change, field, to: 'other' })

type FaultOf = Fault | (() => Fault)
const faultOf = (fault: FaultOf): Fault => (typeof fault === 'function' ? fault() : fault)
const words = (fault: FaultOf): string =>
  JSON.stringify(typeof fault === 'function' ? 'away' : fault)

/** What a POST comes to, and whether the simulator then has the payment. */
type Create = [fault: FaultOf, state: string, code: string | undefined, exists: boolean]

const creates: Create[] = [
  [{ kind: 'latency', ms: 20, jitterMs: 10 }, 'accepted', undefined, true],
  [{ kind: 'bandwidth', bytesPerSecond: 20_000 }, 'accepted', undefined, true],
  [{ kind: 'slow-drip', bytes: 60, everyMs: 1 }, 'accepted', undefined, true],
  [hang('before-headers'), 'unknown', 'timeout', false],
  [hang('mid-body'), 'unknown', 'timeout', true],
  [reset('before-processing'), 'unknown', 'reset', false],
  [reset('after-processing'), 'unknown', 'reset', true],
  [reset('mid-body'), 'unknown', 'reset', true],
  [status(400), 'refused', 'http-bad-request', false],
  [status(401), 'refused', 'http-unauthorized', false],
  [status(403, 'html'), 'refused', 'http-forbidden', false],
  [status(404, 'empty'), 'refused', 'http-not-found', false],
  [status(409), 'refused', 'http-conflict', false],
  [status(416), 'refused', 'http-business', false],
  [status(422, 'ofb'), 'refused', 'http-bad-request', false],
  [status(429), 'refused', 'http-rate-limited', false],
  [status(418), 'refused', 'http-client', false],
  [status(500, 'ofb'), 'unknown', 'http-server', false],
  [status(502, 'html'), 'unknown', 'http-server', false],
  [status(503, 'empty'), 'unknown', 'http-server', false],
  [{ kind: 'status-after', httpStatus: 504 }, 'unknown', 'http-server', true],
  [{ kind: 'truncated-json' }, 'unknown', 'malformed-body', true],
  [{ kind: 'invalid-json' }, 'unknown', 'malformed-body', true],
  [{ kind: 'content-type', value: 'text/html' }, 'accepted', undefined, true],
  [{ kind: 'bom' }, 'accepted', undefined, true],
  [{ kind: 'huge-body', bytes: 3_000_000 }, 'accepted', undefined, true],
  [{ kind: 'duplicate-headers' }, 'accepted', undefined, true],
  [away, 'unknown', 'redirect-refused', false],
  ...problems.map((problem): Create => [{ kind: 'certificate', problem }, 'unsent', 'tls', false]),
  [{ kind: 'revoke-tokens' }, 'refused', 'http-unauthorized', false],
  [{ kind: 'clock-skew', seconds: 7200 }, 'refused', 'http-unauthorized', false],
  [{ kind: 'clock-skew', seconds: -7200 }, 'accepted', undefined, true],
  [drift('rename', 'id'), 'unknown', 'malformed-body', true],
  [drift('remove', 'status'), 'accepted', undefined, true],
  [drift('retype', 'amount'), 'accepted', undefined, true],
  [drift('add', 'novelty'), 'accepted', undefined, true],
  [{ kind: 'echo-secrets' }, 'accepted', undefined, true],
]

/** What a poll comes to: the error code of its failure, or undefined where the status is seen all the same. */
type Poll = [fault: FaultOf, code: string | undefined]

const polls: Poll[] = [
  [{ kind: 'latency', ms: 20 }, undefined],
  [{ kind: 'bandwidth', bytesPerSecond: 20_000 }, undefined],
  [{ kind: 'slow-drip', bytes: 60, everyMs: 1 }, undefined],
  [hang('before-headers'), 'timeout'],
  [hang('mid-body'), 'timeout'],
  [reset('before-processing'), 'reset'],
  [reset('after-processing'), 'reset'],
  [reset('mid-body'), 'reset'],
  [status(400), 'http-bad-request'],
  [status(403), 'http-forbidden'],
  [status(404), 'http-not-found'],
  [status(429), 'http-rate-limited'],
  [status(500, 'empty'), 'http-server'],
  [status(503, 'html'), 'http-server'],
  [{ kind: 'status-after', httpStatus: 502 }, 'http-server'],
  [{ kind: 'truncated-json' }, 'malformed-body'],
  [{ kind: 'invalid-json' }, 'malformed-body'],
  [{ kind: 'content-type', value: 'text/html' }, undefined],
  [{ kind: 'bom' }, undefined],
  [{ kind: 'huge-body', bytes: 3_000_000 }, undefined],
  [{ kind: 'duplicate-headers' }, undefined],
  [away, 'redirect-refused'],
  ...problems.map((problem): Poll => [{ kind: 'certificate', problem }, 'tls']),
  // One fresh token, and the same once more.
  [status(401), undefined],
  [{ kind: 'revoke-tokens' }, undefined],
  [{ kind: 'clock-skew', seconds: 7200 }, undefined],
  [drift('remove', 'status'), 'malformed-body'],
  [drift('rename', 'status'), 'malformed-body'],
  [drift('retype', 'amount'), undefined],
  [drift('remove', 'updatedAt'), undefined],
  [drift('add', 'novelty'), undefined],
  [{ kind: 'echo-secrets' }, undefined],
]

/** What authenticating, and listing, comes to while the fault lasts. */
type Call = [route: 'auth' | 'participants', fault: FaultOf, code: string | undefined]

const calls: Call[] = [
  ['auth', status(401), 'http-unauthorized'],
  ['auth', status(503, 'html'), 'http-server'],
  ['auth', { kind: 'truncated-json' }, 'malformed-body'],
  ['auth', { kind: 'invalid-json' }, 'malformed-body'],
  ['auth', hang('before-headers'), 'timeout'],
  ['auth', away, 'redirect-refused'],
  ['auth', drift('rename', 'accessToken'), 'malformed-body'],
  ['auth', drift('remove', 'expireIn'), undefined],
  ['auth', drift('retype', 'expireIn'), undefined],
  ['auth', { kind: 'echo-secrets' }, undefined],
  ['auth', { kind: 'bom' }, undefined],
  ['participants', status(429), 'http-rate-limited'],
  ['participants', reset('mid-body'), 'reset'],
  ['participants', { kind: 'truncated-json' }, 'malformed-body'],
  ['participants', drift('rename', 'data'), 'malformed-body'],
  ['participants', drift('rename', 'data.name'), undefined],
  ['participants', drift('add', 'data.isOutage'), undefined],
  ['participants', { kind: 'bandwidth', bytesPerSecond: 200_000 }, undefined],
]

it('has every kind of fault on a POST and on a poll', () => {
  for (const table of [creates, polls]) {
    const kinds = new Set(
      table.map(([fault]) => (fault === away ? 'redirect' : faultOf(fault).kind)),
    )
    expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort())
  }
})

describe('a POST of a payment', () => {
  it.each(creates.map((row) => [words(row[0]), ...row] as const))(
    '%s',
    async (_words, fault, state, code, exists) => {
      const { bench } = place
      const { control } = server.simulator
      await bench.authenticate('simulator')
      await control.setFaults([{ route: 'create-payment', count: 1, fault: faultOf(fault) }])
      const options = { watch: false } as const
      const { payment, error } = await bench.payments.send('simulator', sampleDraft(), options)
      expect([payment.state, payment.reason?.code]).toEqual([state, code])
      expect(error?.code).toBe(state === 'unknown' ? 'outcome-unknown' : code)
      const posts = bench.exchanges
        .list({ localId: payment.localId, limit: 9 })
        .filter(({ step }) => step === 'create')
      expect(posts).toHaveLength(1)
      const held = (await control.listPayments()).filter(
        ({ externalId }) => externalId === payment.externalId,
      )
      expect(held.map(({ id }) => id)).toEqual(
        exists ? [payment.paymentId ?? expect.any(String)] : [],
      )
    },
  )
})

describe('a status poll', () => {
  it.each(polls.map((row) => [words(row[0]), ...row] as const))(
    '%s',
    async (_words, fault, code) => {
      const { bench, next } = place
      const { control } = server.simulator
      const draft = sampleDraft()
      const { payment } = await bench.payments.send('simulator', draft, { watch: false })
      await control.setFaults([{ route: 'payment-status', count: 1, fault: faultOf(fault) }])
      const polled = next('observation', ({ localId }) => localId === payment.localId)
      bench.watch.start(payment.localId)
      await polled
      await control.configure({ speed: 100 })
      expect(await bench.watch.finished(payment.localId)).toMatchObject({ outcome: 'completed' })
      const log = bench.watch.log({ localId: payment.localId, limit: 1_000 })
      expect(log[0]?.errorCode).toBe(code)
      const failed = log.filter(({ errorCode }) => errorCode !== undefined)
      expect(failed).toHaveLength(code === undefined ? 0 : 1)
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_it, at) => at + 1))
      const { faults } = await control.configure({ speed: 0 })
      expect(faults).toMatchObject([{ fired: 1 }])
    },
  )
})

describe('a call', () => {
  it.each(calls.map((row) => [row[0], words(row[1]), ...row] as const))(
    'to %s: %s',
    async (_route, _words, route, fault, code) => {
      const { bench } = place
      await bench.authenticate('simulator')
      const before = bench.exchanges.list({ limit: 1_000 }).length
      const ask = (): Promise<unknown> =>
        route === 'auth' ? bench.authenticate('simulator') : bench.participants.fetch('simulator')
      const passes = code !== undefined && passing.has(code)

      await server.simulator.control.setFaults([{ route, count: 1, fault: faultOf(fault) }])
      if (code === undefined || passes) await expect(ask()).resolves.toBeDefined()
      else await expect(ask()).rejects.toMatchObject({ code })
      const made = bench.exchanges.list({ limit: 1_000 }).length - before
      const again = bench.exchanges.list({ limit: made }).map(({ retryOf }) => retryOf)
      expect(again.filter((retryOf) => retryOf !== undefined)).toHaveLength(passes ? 1 : 0)

      // As a hanging server fails like any other, the waits of three of them teach nothing more.
      if (!passes || code === 'timeout') return
      await server.simulator.control.setFaults([{ route, fault: faultOf(fault) }])
      await expect(ask()).rejects.toMatchObject({ code })
      expect(bench.exchanges.list({ limit: 1_000 }).length - before).toBe(made + 3)
    },
  )
})

/** What is made once more by the program, where it is no POST of a payment. */
const passing = new Set(['timeout', 'reset', 'http-rate-limited', 'http-server'])

it('an answer above the limit is given up', async () => {
  const patient = await openBench(server, { timeouts: defaultTimeouts })
  await server.simulator.control.setFaults([
    { route: 'participants', count: 1, fault: { kind: 'huge-body', bytes: largestBody + 1 } },
  ])
  await expect(patient.bench.participants.fetch('simulator')).rejects.toMatchObject({
    code: 'too-large',
  })
  await patient.close()
})

it('and none of it wrote a secret down', async () => {
  const bytes = await place.journalBytes()
  expect(bytes).toContain('/payment/customer/v1/auth')
  expect(secretsIn(bytes, server.simulator)).toEqual([])
})
