import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatReais, readReais, type AmountProblem } from '../../../../core/payments/amount.ts'

// Brazilian usage: comma before the centavos, dot between thousands (Portaria Inmetro and every bank's form).
const read: [typed: string, centavos: number][] = [
  ['48,00', 4800],
  ['48,5', 4850],
  ['48', 4800],
  ['48.00', 4800],
  ['0,01', 1],
  ['0.01', 1],
  ['1.333,04', 133304],
  ['1333,04', 133304],
  ['1333.04', 133304],
  ['1.333', 133300],
  ['1.333.000', 133300000],
  ['1.333.000,5', 133300050],
  ['R$ 48,00', 4800],
  ['r$48,00', 4800],
  ['R$\u00a048,00', 4800],
  ['R$\u202f1.000,00', 100000],
  ['  48,00  ', 4800],
  ['007,50', 750],
  ['999.999.999,99', 99999999999],
]

const refused: [typed: string, problem: AmountProblem][] = [
  ['', 'missing'],
  ['   ', 'missing'],
  ['R$', 'malformed'],
  ['abc', 'malformed'],
  ['-1,00', 'malformed'],
  ['+1,00', 'malformed'],
  ['1e3', 'malformed'],
  ['48,', 'malformed'],
  [',50', 'malformed'],
  ['.50', 'malformed'],
  ['1,333.04', 'malformed'],
  ['1.33,00', 'malformed'],
  ['1.3333,00', 'malformed'],
  ['12.34.567', 'malformed'],
  ['1 000,00', 'malformed'],
  ['48,00 R$', 'malformed'],
  ['0', 'zero'],
  ['0,00', 'zero'],
  ['48,001', 'decimals'],
  ['48.0011', 'decimals'],
  ['90.071.992.547.409,92', 'too-large'],
  ['9'.repeat(400), 'too-large'],
]

describe('readReais', () => {
  it.each(read)('reads %j as %i centavos', (typed, centavos) => {
    expect(readReais(typed)).toEqual({ ok: true, centavos })
  })

  it.each(refused)('refuses %j: %s', (typed, problem) => {
    expect(readReais(typed)).toEqual({ ok: false, problem })
  })

  it('reads the largest amount that is still exact', () => {
    expect(readReais('90.071.992.547.409,91')).toEqual({
      ok: true,
      centavos: Number.MAX_SAFE_INTEGER,
    })
  })

  it('reads back whatever formatReais writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (centavos) => {
        expect(readReais(formatReais(centavos))).toEqual({ ok: true, centavos })
      }),
    )
  })

  it('never throws, and never gives anything but positive whole centavos', () => {
    const nearAmounts = fc.string({ unit: fc.constantFrom(...'0123456789.,R$ -+e') })
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearAmounts), (typed) => {
        const reading = readReais(typed)
        if (reading.ok)
          expect(Number.isSafeInteger(reading.centavos) && reading.centavos > 0).toBe(true)
      }),
    )
  })
})

describe('formatReais', () => {
  it.each([
    [0, 'R$ 0,00'],
    [1, 'R$ 0,01'],
    [10, 'R$ 0,10'],
    [4800, 'R$ 48,00'],
    [99999, 'R$ 999,99'],
    [100000, 'R$ 1.000,00'],
    [123456789012, 'R$ 1.234.567.890,12'],
    [-4800, '-R$ 48,00'],
  ])('writes %i as %s', (centavos, text) => {
    expect(formatReais(centavos)).toBe(text)
  })
})
