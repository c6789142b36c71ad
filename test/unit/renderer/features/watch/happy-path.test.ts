import { describe, expect, it } from 'vitest'
import type { Observation } from '../../../../../electron/contract/types.ts'
import { happyPath, pathSteps } from '../../../../../renderer/src/features/watch/happy-path.ts'

/** One poll per second; null is a poll that failed. */
const logOf = (...statuses: (string | null)[]): Observation[] =>
  statuses.map((status, index) => ({
    localId: 'a',
    paymentId: 'p',
    seq: index + 1,
    at: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    elapsedMs: index * 1000,
    latencyMs: 20,
    changed: false,
    ...(status === null ? { errorCode: 'connect' } : { status }),
  }))

const marks = (log: Observation[]): Record<string, string> =>
  Object.fromEntries(pathSteps(log).map((step) => [step.status, step.mark]))

describe('pathSteps', () => {
  it('lies wholly ahead before the first poll', () => {
    expect(pathSteps([]).map((step) => step.mark)).toEqual(happyPath.map(() => 'ahead'))
  })

  it('gives each status the time from its first sight to the next status', () => {
    const steps = pathSteps(logOf('STARTED', 'STARTED', 'ENQUEUED', null, 'CONSENT_AUTHORIZED'))
    expect(steps.find((step) => step.status === 'STARTED')).toMatchObject({
      mark: 'done',
      durationMs: 2000,
    })
    expect(steps.find((step) => step.status === 'ENQUEUED')).toMatchObject({ durationMs: 2000 })
  })

  it('marks what was passed between two polls', () => {
    expect(marks(logOf('STARTED', 'CONSENT_AUTHORIZED'))).toMatchObject({
      STARTED: 'done',
      ENQUEUED: 'passed',
      CONSENT_AWAITING_AUTHORIZATION: 'passed',
      CONSENT_AUTHORIZED: 'current',
      PAYMENT_PENDING: 'ahead',
    })
  })

  it('ends at a rejection: nothing lies ahead of it', () => {
    const steps = pathSteps(logOf('STARTED', 'ENQUEUED', 'CONSENT_REJECTED'))
    expect(steps.map((step) => step.status)).toEqual(['STARTED', 'ENQUEUED', 'CONSENT_REJECTED'])
  })

  it('shows a status that no page names in its place, and goes on', () => {
    const steps = pathSteps(logOf('STARTED', 'SOMETHING_NEW', 'ENQUEUED')).map((one) => one.status)
    expect(steps.slice(0, 3)).toEqual(['STARTED', 'SOMETHING_NEW', 'ENQUEUED'])
    expect(steps).toHaveLength(happyPath.length + 1)
  })

  it('adds up the stays of a status that came back', () => {
    const steps = pathSteps(logOf('STARTED', 'ENQUEUED', 'STARTED', 'ENQUEUED'))
    expect(steps.find((step) => step.status === 'STARTED')?.durationMs).toBe(2000)
  })
})
