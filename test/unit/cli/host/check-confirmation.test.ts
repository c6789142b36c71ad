import { describe, expect, it } from 'vitest'
import { checkConfirmation } from '../../../../cli/host/check-confirmation.ts'
import type { Dialect } from '../../../../core/model/environment.ts'

const check = (body: string, typed?: string, dialect: Dialect = 'g1') => {
  checkConfirmation(body, typed, dialect)
}

describe('--confirm-amount', () => {
  it.each<[body: string, typed: string | undefined, dialect?: Dialect]>([
    ['{"amount":"4800"}', undefined],
    ['{"amount":"4800"}', '48,00'],
    ['{"amount":4800}', 'R$ 48,00'],
    ['{"amount":"48.00"}', '48', 'g2'],
    ['{"cancelledBy":"52998224725"}', ''],
    ['', ''],
  ])('%s: %s', (body, typed, dialect) => {
    expect(() => check(body, typed, dialect)).not.toThrow()
  })

  it.each<[body: string, typed: string, says: string, dialect?: Dialect]>([
    ['{"amount":"4800"}', '49,00', '4800 = R$ 48,00'],
    ['{"amount":"4800"}', 'abc', '“abc”'],
    ['{"amount":"4800"}', '', '“”'],
    ['{"amount":"48.00"}', '48,00', '48.00'],
    ['{"amount":"4800"}', '48,00', '4800', 'g3'],
    ['{"payment":{"amount":"4800"}}', '', '“”'],
    ['{"payment":{"amount":"4800"}}', '48,00', 'names no amount'],
    ['no JSON', '48,00', 'names no amount'],
    ['null', '48,00', 'names no amount'],
    ['', '48,00', 'names no amount'],
  ])('%s is not %s', (body, typed, says, dialect) => {
    expect(() => check(body, typed, dialect)).toThrow(says)
  })
})
