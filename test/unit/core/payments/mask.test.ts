import { expect, it } from 'vitest'
import { maskName } from '../../../../core/payments/mask.ts'

it.each([
  ['Maria da Silva', 'Maria d. S.'],
  ['  Maria   Souza ', 'Maria S.'],
  ['Maria', 'Maria'],
  ['', ''],
  ['José Ávila', 'José Á.'],
  ['Ana 😀x', 'Ana 😀.'],
])('masks %j as %j', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})
