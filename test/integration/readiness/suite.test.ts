import { afterAll, beforeAll, expect, it } from 'vitest'
import { notPassed, openSuitePlace, type SuitePlace } from './suite-place.ts'

let place: SuitePlace
beforeAll(async () => {
  place = await openSuitePlace()
})
afterAll(() => place?.close())

it('passes whole on the simulator', async () => {
  const run = await place.run()
  expect(notPassed(run)).toEqual([])
  expect(run.verdict).toBe('passed')
})
