import { beforeAll, describe, expect, it } from 'vitest'
import { verdictLines } from '../../../../cli/output/verdict.ts'
import type { PaymentOutcome } from '../../../../core/model/observation.ts'
import type { PaymentSummary } from '../../../../core/model/payment.ts'
import { useLanguage } from '../../../../messages/index.ts'

const payment = {
  amountCentavos: 30006,
  amountWire: '30006',
  participantName: 'Mock Bank',
  lastStatus: 'PAYMENT_PENDING',
} as PaymentSummary
const outcome: PaymentOutcome = {
  outcome: 'completed',
  answered: true,
  paymentId: 'p1',
  externalId: 'x1',
  order: 'kept',
  elapsedMs: 3210,
}
const lines = (change: Partial<PaymentOutcome>, of: PaymentSummary | undefined = payment) =>
  verdictLines({ ...outcome, ...change }, of, (_, text) => text)

beforeAll(() => useLanguage(() => 'en'))

describe('verdictLines', () => {
  it('says what was paid, from where and how long it took', () => {
    expect(lines({})).toEqual(['Completed: R$ 300,06 from Mock Bank in 3.2 s.'])
    expect(lines({ order: 'skipped' })).toHaveLength(2)
  })

  it('puts the reason into human words and keeps code and original beside it', () => {
    const reason = { code: 'SALDO_INSUFICIENTE', message: 'Saldo insuficiente' }
    expect(lines({ outcome: 'rejected', reason })).toEqual([
      'Rejected: R$ 300,06 from Mock Bank. The payer’s account has not enough money.',
      '  SALDO_INSUFICIENTE: Saldo insuficiente',
    ])
  })

  it('falls back to what the server said, and to saying that it said nothing', () => {
    const reason = { code: 'NOVO_MOTIVO', message: 'Algo novo' }
    expect(lines({ outcome: 'rejected', reason })).toEqual([
      'Rejected: R$ 300,06 from Mock Bank. Algo novo',
      '  NOVO_MOTIVO',
    ])
    expect(lines({ outcome: 'error' })[0]).toMatch(/No reason was given\.$/)
  })

  it('says how to go on with a watch that was stopped', () => {
    expect(lines({ outcome: 'stopped' })).toEqual([
      'The watch of R$ 300,06 from Mock Bank stopped after 3.2 s; the payment has not ended.',
      '  Last status: PAYMENT_PENDING (Payment pending).',
      '  Go on with: klavi-tester watch p1',
    ])
  })

  it('names the payment by its id where nothing else is known', () => {
    const foreign = { amountCentavos: 0, amountWire: '', participantName: '' } as PaymentSummary
    expect(lines({}, foreign)[0]).toBe('Completed: p1 in 3.2 s.')
  })

  it('warns before a second send where the answer was lost', () => {
    expect(lines({ outcome: 'unknown' }).join(' ')).toContain('Do not send again yet')
  })
})
