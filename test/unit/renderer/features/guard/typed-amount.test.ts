import { describe, expect, it } from 'vitest'
import { typedIs } from '../../../../../renderer/src/features/guard/typed-amount.ts'

describe('typedIs', () => {
  it.each(['48,00', 'R$ 48,00', '48', ' R$48,00 '])('takes %s for R$ 48,00', (typed) => {
    expect(typedIs(typed, 'R$\u00a048,00')).toBe(true)
  })
  it.each(['', '4800', '48,0', '48,01', '4,80', '4.8,00x'])('does not take %s', (typed) => {
    expect(typedIs(typed, 'R$ 48,00')).toBe(false)
  })
  it('wants the centavos where there are some, and knows points of thousands', () => {
    expect(typedIs('1333', 'R$ 1.333,04')).toBe(false)
    expect(typedIs('1.333,04', 'R$ 1.333,04')).toBe(true)
  })
})
