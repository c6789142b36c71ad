import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSuitePlace, type SuitePlace } from './suite-place.ts'

let place: SuitePlace
beforeAll(async () => {
  place = await openSuitePlace()
})
afterAll(() => place?.close())

it('takes no refusal as proof where every payment is refused', async () => {
  await place.simulator.control.setFaults([
    { route: 'create-payment', fault: { kind: 'status', httpStatus: 422 } },
  ])
  const { checks, verdict } = await place.run()
  const verdictOf = new Map(checks.map((check) => [check.id, check.verdict]))
  expect(verdict).toBe('failed')
  for (const id of ['happy-path', 'payment-minimal', 'participant-accepted']) {
    expect([id, verdictOf.get(id)]).toEqual([id, 'failed'])
  }
  const vacuous = checks.filter(
    (check) => check.sends && check.verdict !== 'failed' && check.verdict !== 'not-applicable',
  )
  expect(vacuous.map(({ id, verdict: each }) => `${id} ${each}`)).toEqual([])
  const judged = checks.filter((check) => check.negative && check.verdict === 'failed')
  expect(judged.map(({ id }) => id)).toEqual([])
})
