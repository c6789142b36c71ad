import { expect, it } from 'vitest'
import { measureSkew } from '../../../../core/klavi/clock-skew.ts'

const noon = Date.parse('2026-11-22T12:00:00.000Z')
const dated = (ms: number): [string, string][] => [['Date', new Date(ms).toUTCString()]]

it.each([
  ['the same second', noon, noon + 200, noon + 400, 0],
  ['the second before, which may have just ended', noon, noon + 1_000, noon + 1_100, -1],
  ['an hour ahead', noon + 3_600_000, noon, noon + 100, 3_599_900],
  ['an hour behind', noon - 3_600_000, noon, noon + 100, -3_599_001],
  ['a slow answer made in between', noon + 5_000, noon, noon + 9_000, 0],
])('%s', (_what, date, sent, received, skew) => {
  expect(measureSkew(dated(date), sent, received)).toBe(skew)
})

it('is not known without a date that can be read', () => {
  expect(measureSkew([], noon, noon)).toBeUndefined()
  expect(measureSkew([['date', 'soon']], noon, noon)).toBeUndefined()
})
