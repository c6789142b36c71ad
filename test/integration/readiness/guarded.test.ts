import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSuitePlace, type SuitePlace } from './suite-place.ts'

let place: SuitePlace
beforeAll(async () => {
  place = await openSuitePlace({ elsewhere: { name: 'Partner', risky: true } })
})
afterAll(() => place?.close())

it('only reads where sending is guarded, and provokes no refusal', async () => {
  const run = await place.run()
  const ran = run.checks.filter(({ verdict }) => verdict !== 'not-applicable')
  expect(ran.filter(({ negative, sends }) => negative || sends)).toEqual([])
  expect(ran.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['auth-good', 'participants-listed', 'token-refresh', 'drift-summary']),
  )
  expect(run.verdict).toBe('passed')

  const { exchanges, payments } = await place.bench.readiness.report(run.runId)
  expect(payments).toEqual([])
  expect(exchanges.length).toBeGreaterThan(2)
  // The first call carries no token, so that its handshake is seen before any key leaves.
  const [handshake, ...rest] = exchanges
  expect(handshake).toMatchObject({ step: 'participants', httpStatus: 401 })
  expect(rest.filter(({ httpStatus = 0 }) => httpStatus >= 400)).toEqual([])
  expect(rest.filter(({ method, step }) => method !== 'GET' && step !== 'auth')).toEqual([])
})
