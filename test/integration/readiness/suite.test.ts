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

/** What proves itself otherwise: by the origin, by the webhooks' own record, by the report's part on drift. */
const withoutExchange = ['https-only', 'webhooks-signed', 'drift-summary']

it('keeps an exchange or a payment of the report as evidence of every check', async () => {
  const run = await place.run()
  const { checks, exchanges, payments } = await place.bench.readiness.report(run.runId)
  const kept = new Set([
    ...exchanges.map(({ id }) => id),
    ...payments.map(({ payment }) => payment.localId),
  ])
  const bare = checks.filter(
    ({ exchangeIds, localIds }) => ![...exchangeIds, ...localIds].some((id) => kept.has(id)),
  )
  expect(bare.map(({ id }) => id)).toEqual(withoutExchange)
})
