import { describe, expect, it } from 'vitest'
import { rulesOf } from '../../../../../core/klavi/dialects/index.ts'
import { sampleDraft } from '../../../../support/core/sample-draft.ts'

describe('dialects (docs/klavi-api.md §2, §3)', () => {
  it('G1 names its fields as the guide does and writes centavos', () => {
    const rules = rulesOf('g1')
    expect(rules.createPath).toBe('/payments')
    expect(rules.toWireAmount(4800)).toBe('4800')
    expect(Object.keys(rules.buildPayload(sampleDraft(), 'order-1', '4800'))).toEqual([
      'externalId',
      'participantId',
      'redirectURL',
      'user',
      'amount',
      'method',
    ])
  })

  it('G2 writes decimal reais and its own words', () => {
    const rules = rulesOf('g2')
    const payload = rules.buildPayload(sampleDraft(), 'order-1', rules.toWireAmount(133_304))
    expect(payload).toMatchObject({
      clientRequestId: 'order-1',
      amount: '1333.04',
      currency: 'BRL',
      customer: { identifierType: 'CPF' },
    })
    expect(payload).not.toHaveProperty('externalId')
  })

  it('G3 is G2 under /instant, and can cancel', () => {
    const rules = rulesOf('g3')
    expect(rules.createPath).toBe('/instant/payments')
    expect(rules.statusPath('a b')).toBe('/instant/payments/a%20b/status')
    expect(rules.cancelPath?.('1')).toBe('/instant/payments/1/cancel')
    expect(rulesOf('g1').cancelPath).toBeUndefined()
    expect(rulesOf('g2').cancelPath).toBeUndefined()
  })

  it.each(['g1', 'g2', 'g3'] as const)('an id cannot leave its place in %s', (dialect) => {
    const rules = rulesOf(dialect)
    for (const path of [rules.statusPath, rules.paymentPath]) {
      expect(path('../../auth?x=1#y')).not.toMatch(/\.\.\/|\?|#/)
    }
  })

  it.each(['g1', 'g2', 'g3'] as const)(
    '%s reads back what it writes, and nothing else',
    (dialect) => {
      const rules = rulesOf(dialect)
      for (const centavos of [1, 10, 99, 100, 4800, 99_999_999_999]) {
        expect(rules.fromWireAmount(rules.toWireAmount(centavos))).toBe(centavos)
      }
      for (const other of ['', '-1', '1e3', '48,00', '4.8', ' 4800']) {
        expect(rules.fromWireAmount(other)).toBeNull()
      }
    },
  )
})
