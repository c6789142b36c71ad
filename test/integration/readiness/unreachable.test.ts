import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSuitePlace, type SuitePlace } from './suite-place.ts'

let place: SuitePlace
beforeAll(async () => {
  place = await openSuitePlace()
})
afterAll(() => place?.close())

it('waits for a server that never answers once per call that is the first of its kind', async () => {
  await place.simulator.control.setFaults([
    { route: '*', fault: { kind: 'hang', where: 'before-headers' } },
  ])
  const run = await place.run()
  await place.simulator.control.setFaults([])
  const { exchanges } = await place.bench.readiness.report(run.runId)
  expect(exchanges.map(({ step }) => step)).toEqual(['participants', 'auth'])
  const failed = run.checks.filter(({ verdict }) => verdict === 'failed').map(({ id }) => id)
  expect(failed).toEqual(expect.arrayContaining(['tls-quality', 'auth-good']))
  expect(failed.filter((id) => id.startsWith('auth-') && id !== 'auth-good')).toEqual([])
})
