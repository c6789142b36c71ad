import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PaymentSummary } from '../../../core/model/payment.ts'
import type { Outcome } from '../../../simulator/index.ts'
import { AMOUNT_OUTCOMES, PAYER_OUTCOMES } from '../../../simulator/index.ts'
import { sampleDraft } from '../../support/core/sample-draft.ts'
import {
  openBench,
  openSimulator,
  type RunningSimulator,
  type SimulatedBench,
} from './simulated-bench.ts'

let server: RunningSimulator
let place: SimulatedBench
beforeAll(async () => {
  // Time stands still: each status is seen, none is missed.
  server = await openSimulator({ speed: 0, stepMs: 20 })
  place = await openBench(server)
})
afterAll(async () => {
  await place?.close()
  await server?.close()
})

/** What the client must make of an outcome that creates a payment. */
function expected(outcome: Outcome): Partial<PaymentSummary> {
  switch (outcome.kind) {
    case 'consent-rejected':
      return end('rejected', 'CONSENT_REJECTED', outcome.code)
    case 'consent-unanswered':
      return end('rejected', 'CONSENT_REJECTED', 'TEMPO_EXPIRADO_AUTORIZACAO')
    case 'payment-rejected':
      return end('rejected', 'PAYMENT_REJECTED', outcome.code)
    case 'error':
      return end('error', 'ERROR', outcome.code)
    case 'canceled':
      return end('canceled', 'CANCELED')
    case 'expired':
      return end('expired', 'EXPIRED')
    case 'stuck':
      return { state: 'accepted', lastStatus: outcome.at, order: 'kept' }
    case 'skipped':
      return { ...end('completed', 'PAYMENT_COMPLETED'), order: 'skipped' }
    case 'regressed':
    case 'flips-back':
    case 'out-of-order':
      return { ...end('completed', 'PAYMENT_COMPLETED'), order: 'regressed' }
    case 'unknown-status':
      return { ...end('completed', 'PAYMENT_COMPLETED'), order: 'unknown-status' }
    default:
      return end('completed', 'PAYMENT_COMPLETED')
  }
}

const end = (
  state: PaymentSummary['state'],
  lastStatus: string,
  code?: string,
): Partial<PaymentSummary> => ({
  state,
  lastStatus,
  order: 'kept',
  ...(code !== undefined && { reason: expect.objectContaining({ code }) as never }),
})

const reais = (centavos: number): string => (centavos / 100).toFixed(2).replace('.', ',')

/** Sends it and shows the client every status in turn, until there is no other. */
async function play(changes: Parameters<typeof sampleDraft>[0]): Promise<PaymentSummary> {
  const { bench, next } = place
  const { control } = server.simulator
  const first = next('observation', () => true)
  const { payment } = await bench.payments.send('simulator', sampleDraft(changes), {
    watch: { intervalMs: 3_600_000 },
  })
  const { localId, paymentId = '' } = payment
  let seen = await first
  let steps = 0
  while (bench.payments.get(localId).watching && steps < 20) {
    const { status, ended } = await control.step(paymentId)
    if (status === seen.status && !ended) break
    const observed = next('observation', (it) => it.localId === localId)
    bench.watch.pollNow(localId)
    seen = await observed
    expect(seen.status).toBe(status)
    steps += 1
  }
  bench.watch.stop(localId)
  return bench.payments.get(localId)
}

const creates = ({ outcome }: { outcome: Outcome }): boolean =>
  outcome.kind !== 'refused' && outcome.kind !== 'outage'
const named = <T extends { outcome: Outcome }>(row: T): T & { what: string } => ({
  ...row,
  what: Object.values(row.outcome).join(' '),
})

describe('by amount', () => {
  it.each(AMOUNT_OUTCOMES.filter(creates).map(named))(
    '$centavos: $what',
    async ({ centavos, outcome }) => {
      const payment = await play({ amount: reais(centavos) })
      expect(payment).toMatchObject({ amountCentavos: centavos, ...expected(outcome) })
    },
  )

  it.each(AMOUNT_OUTCOMES.filter(({ outcome }) => outcome.kind === 'refused').map(named))(
    '$centavos: $what',
    async ({ centavos, outcome }) => {
      const draft = sampleDraft({ amount: reais(centavos) })
      const { payment, error } = await place.bench.payments.send('simulator', draft)
      expect(error?.code).toBe('http-bad-request')
      expect(payment).toMatchObject({ state: 'refused', watching: false })
      const code = outcome.kind === 'refused' ? outcome.code : null
      expect(payment.reason?.message).toContain(code ?? 'UNPROCESSABLE_ENTITY')
      expect(payment.paymentId).toBeUndefined()
    },
  )

  it.each(AMOUNT_OUTCOMES.filter(({ outcome }) => outcome.kind === 'outage').map(named))(
    '$centavos: $what, and then every call for a while',
    async ({ centavos, outcome }) => {
      const down = await openSimulator({ stepMs: 60_000 })
      const { bench, close } = await openBench(down)
      const limited = outcome.kind === 'outage' && outcome.httpStatus === 429
      const code = limited ? 'http-rate-limited' : 'http-server'
      await bench.authenticate('simulator')
      const draft = sampleDraft({ amount: reais(centavos) })
      const { payment, error } = await bench.payments.send('simulator', draft)
      expect(payment).toMatchObject({ state: limited ? 'refused' : 'unknown', reason: { code } })
      expect(error?.code).toBe(limited ? code : 'outcome-unknown')
      await expect(bench.authenticate('simulator')).rejects.toMatchObject({ code })
      expect(await down.simulator.control.listPayments()).toEqual([])
      await close()
      await down.close()
    },
  )
})

describe('by payer', () => {
  it.each(PAYER_OUTCOMES.filter(creates).map(named))('$cpf: $what', async ({ cpf, outcome }) => {
    expect(await play({ payerCpf: cpf })).toMatchObject(expected(outcome))
  })

  it.each(PAYER_OUTCOMES.filter((row) => !creates(row)).map(named))(
    '$cpf: $what',
    async ({ cpf }) => {
      const { payment } = await place.bench.payments.send(
        'simulator',
        sampleDraft({ payerCpf: cpf }),
      )
      expect(payment.state).toBe('refused')
    },
  )
})

describe('picked for the next payment', () => {
  it('goes before amount and payer, once', async () => {
    const { control } = server.simulator
    await control.setNextOutcome({ kind: 'expired' })
    expect(await play({ amount: '300,06' })).toMatchObject({ state: 'expired' })
    expect(await play({ amount: '300,06' })).toMatchObject({ state: 'rejected' })
  })
})

describe('by the payer’s own hand', () => {
  it.each([
    ['reject', { state: 'rejected', reason: { code: 'REJEITADO_USUARIO' } }],
    ['cancel', { state: 'canceled', lastStatus: 'CANCELED' }],
  ] as const)('%s', async (hand, then) => {
    const { bench, next } = place
    const { control } = server.simulator
    const first = next('observation', () => true)
    const options = { watch: { intervalMs: 3_600_000 } }
    const { payment } = await bench.payments.send('simulator', sampleDraft(), options)
    await first
    await control.step(payment.paymentId ?? '')
    await (hand === 'reject'
      ? control.decide(payment.paymentId ?? '', 'reject')
      : control.cancel(payment.paymentId ?? ''))
    bench.watch.pollNow(payment.localId)
    await bench.watch.finished(payment.localId)
    expect(bench.payments.get(payment.localId)).toMatchObject(then)
  })
})
