import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalText, formatBrl } from '../../../../renderer/src/format/money.ts'

const plain = (text: string): string => text.replace(/\s/g, ' ')

describe('money', () => {
  it('shows centavos as reais, in the Brazilian way', () => {
    expect(plain(formatBrl(4800))).toBe('R$ 48,00')
    expect(plain(formatBrl(133304))).toBe('R$ 1.333,04')
    expect(plain(formatBrl(1))).toBe('R$ 0,01')
  })

  it('is exact at sizes where a float is not', () => {
    expect(plain(formatBrl(9007199254740991))).toBe('R$ 90.071.992.547.409,91')
  })

  it('writes every centavo count so that it can be read back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (centavos) => {
        const [whole = '', cents = ''] = decimalText(centavos).replace('-', '').split('.')
        expect(cents).toHaveLength(2)
        expect(BigInt(whole) * 100n + BigInt(cents)).toBe(BigInt(Math.abs(centavos)))
      }),
    )
  })
})
