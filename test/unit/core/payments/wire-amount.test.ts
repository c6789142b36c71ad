import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../../../core/model/environment.ts'
import { fromWireAmount, toWireAmount } from '../../../../core/payments/wire-amount.ts'

describe('wire amounts', () => {
  it.each<[centavos: number, dialect: Dialect, wire: string]>([
    [4800, 'g1', '4800'],
    [4800, 'g2', '48.00'],
    [4800, 'g3', '48.00'],
    [1, 'g1', '1'],
    [1, 'g2', '0.01'],
    [133304, 'g2', '1333.04'],
  ])('%i centavos in %s is %s', (centavos, dialect, wire) => {
    expect(toWireAmount(centavos, dialect)).toBe(wire)
    expect(fromWireAmount(wire, dialect)).toBe(centavos)
  })

  it.each<[wire: string, dialect: Dialect]>([
    ['48.00', 'g1'],
    ['48,00', 'g1'],
    ['', 'g1'],
    ['-1', 'g1'],
    [' 4800', 'g1'],
    ['4800', 'g2'],
    ['48.0', 'g2'],
    ['48.000', 'g3'],
    ['.50', 'g2'],
    ['48,00', 'g2'],
  ])('%j is no amount of %s', (wire, dialect) => {
    expect(fromWireAmount(wire, dialect)).toBeNull()
  })

  it('comes back unchanged in every dialect', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999_999 }),
        fc.constantFrom<Dialect>('g1', 'g2', 'g3'),
        (centavos, dialect) => {
          expect(fromWireAmount(toWireAmount(centavos, dialect), dialect)).toBe(centavos)
        },
      ),
    )
  })
})
