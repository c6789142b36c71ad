import { afterAll, beforeAll, expect, it } from 'vitest'
import { FAULT_KINDS } from '../../../simulator/index.ts'
import { seededFractions } from '../../support/core/seeded-random.ts'
import { failuresOf, faultCases } from './fault-table.ts'
import { openSuitePlace, type SuitePlace } from './suite-place.ts'

let place: SuitePlace
beforeAll(async () => {
  place = await openSuitePlace()
})
afterAll(() => place?.close())

/** All of them in `npm run test:long`; else a few, others with each seed. */
const long = process.env['KLAVI_TESTER_LONG'] === '1'
const seed = Number(process.env['KLAVI_TESTER_SEED'] ?? 1)
const sample = seededFractions(seed)
const cases = long
  ? faultCases
  : Array.from({ length: 3 }, () => faultCases[Math.floor(sample() * faultCases.length)])

it.each(cases.filter((it) => it !== undefined))(
  '$name fails $breaks and nothing else',
  async (each) => {
    expect(await failuresOf(place, each)).toEqual([each.breaks, each.also].filter(Boolean))
  },
  60_000,
)

it('knows every kind of fault', () => {
  const kinds = new Set(
    faultCases.flatMap(({ rule }) => (rule === undefined ? [] : [rule.fault.kind])),
  )
  expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort())
})
