import { describe, expect, it } from 'vitest'
import { AMOUNT_OUTCOMES, outcomeByAmount } from '../../../../simulator/outcomes/by-amount.ts'
import { PAYER_OUTCOMES, cpfFrom, outcomeByPayer } from '../../../../simulator/outcomes/by-payer.ts'
import { readOutcome } from '../../../../simulator/outcomes/outcome.ts'
import { REJECTION_CODES } from '../../../../simulator/outcomes/reasons.ts'

describe('outcomes by amount', () => {
  it('has each amount once', () => {
    const amounts = AMOUNT_OUTCOMES.map((row) => row.centavos)
    expect(new Set(amounts).size).toBe(amounts.length)
  })

  it('knows the mock bank’s rows', () => {
    expect(outcomeByAmount(30006)).toEqual({ kind: 'consent-rejected', code: 'SALDO_INSUFICIENTE' })
    expect(outcomeByAmount(99999999999)).toEqual({
      kind: 'payment-rejected',
      code: 'SALDO_INSUFICIENTE',
    })
    expect(outcomeByAmount(1234567)).toEqual({ kind: 'held' })
    expect(outcomeByAmount(4800)).toBeNull()
  })

  it('reaches every rejection code', () => {
    const codes = AMOUNT_OUTCOMES.map(({ outcome }) => ('code' in outcome ? outcome.code : null))
    expect(REJECTION_CODES.filter((code) => !codes.includes(code))).toEqual([])
  })

  it('survives being written down and read back', () => {
    for (const { outcome } of [...AMOUNT_OUTCOMES, ...PAYER_OUTCOMES]) {
      expect(readOutcome(JSON.parse(JSON.stringify(outcome)))).toEqual(outcome)
    }
    for (const wrong of [
      null,
      'completed',
      {},
      { kind: 'x' },
      { kind: 'error' },
      { kind: 'toString' },
    ]) {
      expect(readOutcome(wrong)).toBeNull()
    }
  })
})

describe('outcomes by payer', () => {
  it('has right check digits', () => {
    expect(cpfFrom('529982247')).toBe('52998224725')
    expect(cpfFrom('111444777')).toBe('11144477735')
    expect(new Set(PAYER_OUTCOMES.map((it) => it.cpf)).size).toBe(PAYER_OUTCOMES.length)
  })

  it('finds a payer', () => {
    expect(outcomeByPayer(cpfFrom('900000004'))).toEqual({ kind: 'held' })
    expect(outcomeByPayer('12345678901')).toBeNull()
  })
})
