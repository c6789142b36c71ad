import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cnpjDigits, isCnpj, isCpf } from '../../../../core/payments/check-digits.ts'
import {
  formatDocument,
  generateDocument,
  inspectDocument,
} from '../../../../core/payments/document.ts'

const reasons = (text: string): string[] => {
  const read = inspectDocument(text)
  return read.valid ? [] : read.errors.map(({ code }) => code)
}

describe('inspectDocument', () => {
  it('computes the alphanumeric CNPJ of IN RFB 2.229/2024', () => {
    // The example of Receita Federal's own manual of the check digits.
    expect(cnpjDigits('12ABC34501DE')).toBe('35')
    expect(inspectDocument('12.ABC.345/01DE-35')).toEqual({
      valid: true,
      type: 'cnpj',
      normalised: '12ABC34501DE35',
      formatted: '12.ABC.345/01DE-35',
      alphanumeric: true,
    })
  })

  it.each([
    ['529.982.247-25', 'cpf', '52998224725'],
    [' 52998224725 ', 'cpf', '52998224725'],
    ['11.222.333/0001-81', 'cnpj', '11222333000181'],
  ])('reads %j', (text, type, normalised) => {
    expect(inspectDocument(text)).toMatchObject({ valid: true, type, normalised })
  })

  it.each([
    ['', ['empty']],
    ['12345678901', ['check-digits']],
    ['111.111.111-11', ['repeated']],
    ['1234567890', ['length']],
    ['CPF 52998224725', ['check-digits']],
    ['12.abc.345/01de-35', ['characters']],
    ['11222333000182', ['check-digits']],
    ['00000000000000', ['repeated']],
  ])('says why %j is none', (text, expected) => {
    expect(reasons(text)).toEqual(expected)
  })
})

describe('generateDocument', () => {
  it('makes documents that are valid, format and read back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('cpf' as const, 'cnpj' as const, 'cnpj-alphanumeric' as const),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (type, stream) => {
          const made = generateDocument(type, () => stream.next().value as number)
          expect(type === 'cpf' ? isCpf(made) : isCnpj(made)).toBe(true)
          expect(inspectDocument(formatDocument(made))).toMatchObject({ normalised: made })
        },
      ),
    )
  })
})
