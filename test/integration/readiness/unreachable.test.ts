import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ReadinessRun } from '../../../core/model/readiness.ts'
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

it('holds nothing against a server whose answer the person did not wait for', async () => {
  const { bench, simulator } = place
  await simulator.control.setFaults([
    { route: 'auth', fault: { kind: 'hang', where: 'before-headers' } },
  ])
  const unsubscribe = bench.subscribe((name, payload) => {
    if (name !== 'readiness') return
    const { runId, checks } = payload as ReadinessRun
    const running = checks.find(({ state }) => state === 'running')
    if (running?.id === 'auth-good') void bench.readiness.cancel(runId)
  })
  const run = await place.run().finally(unsubscribe)
  await simulator.control.setFaults([])
  expect(run.state).toBe('cancelled')
  expect(run.checks.find(({ id }) => id === 'auth-good')?.verdict).toBe('not-applicable')
})
