import { afterAll, beforeAll, expect, it } from 'vitest'
import { suiteFor } from '../../../core/readiness/suite.ts'
import { FAULT_KINDS } from '../../../simulator/index.ts'
import { seededFractions } from '../../support/core/seeded-random.ts'
import { failuresOf, faultCases, withoutCase } from './fault-table.ts'
import { openSuitePlace, type SuitePlace } from './suite-place.ts'

let place: SuitePlace
beforeAll(async () => {
  place = await openSuitePlace()
})
afterAll(() => place?.close())

/** All of them in `npm run test:long`; else a few, others each day, or with KLAVI_TESTER_SEED. */
const long = process.env['KLAVI_TESTER_LONG'] === '1'
const seed = Number(process.env['KLAVI_TESTER_SEED'] ?? Math.floor(Date.now() / 86_400_000))
console.info(`KLAVI_TESTER_SEED=${seed}`)
const sample = seededFractions(seed)
const cases = long
  ? faultCases
  : faultCases
      .map((it) => ({ it, at: sample() }))
      .sort((one, other) => one.at - other.at)
      .slice(0, 8)
      .map(({ it }) => it)

it.each(cases)(
  '$name fails $breaks and nothing else',
  async (each) => {
    const failures = await failuresOf(place, each)
    expect(failures.sort()).toEqual([each.breaks, ...(each.also ?? [])].sort())
  },
  60_000,
)

it('has a case for every check of the suite', () => {
  const broken = new Set(faultCases.flatMap(({ breaks, also = [] }) => [breaks, ...also]))
  const ids = suiteFor('g1').map(({ id }) => id)
  expect(ids.filter((id) => !broken.has(id)).sort()).toEqual(Object.keys(withoutCase).sort())
})

it('knows every kind of fault', () => {
  const kinds = new Set(
    faultCases.flatMap(({ rule }) => (rule === undefined ? [] : [rule.fault.kind])),
  )
  expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort())
})
