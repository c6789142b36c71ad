import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadinessPause, ReadinessRun } from '../../../core/model/readiness.ts'
import type { ReadinessOptions } from '../../../core/readiness-api.ts'
import { notPassed, openSuitePlace, type SuitePlace } from './suite-place.ts'

// A sandbox whose consent only a person can give: the suite cannot step it.
let place: SuitePlace
beforeAll(async () => {
  place = await openSuitePlace({ elsewhere: { kind: 'sandbox', name: 'Bank lab' }, stepMs: 40 })
  await place.simulator.control.configure({ autoAuthorize: false })
})
afterAll(() => place?.close())

type Person = (run: ReadinessRun, pause: ReadinessPause) => Promise<unknown>

/** Runs the suite with somebody who does this at each pause; `pauses` is the run as it stood at each. */
async function runWith(
  person: Person,
  options: Partial<ReadinessOptions> = {},
): Promise<{ run: ReadinessRun; pauses: ReadinessRun[] }> {
  const pauses: ReadinessRun[] = []
  const troubles: unknown[] = []
  const { readiness } = place.bench
  const unsubscribe = place.bench.subscribe((name, payload) => {
    if (name !== 'readiness') return
    const run = payload as ReadinessRun
    if (run.pause === undefined || pauses.at(-1)?.pause?.checkId === run.pause.checkId) return
    pauses.push(run)
    person(run, run.pause).catch((thrown: unknown) => {
      troubles.push(thrown)
      return readiness.cancel(run.runId)
    })
  })
  const run = await place.run({ interactive: true, ...options }).finally(unsubscribe)
  expect(troubles).toEqual([])
  return { run, pauses }
}

/** Takes the step on the bank's page, as a browser does. */
async function atTheBank({ kind, url = '' }: ReadinessPause): Promise<void> {
  const page = await (await fetch(url)).text()
  const ticket = /name="ticket" value="(\w+)"/.exec(page)?.[1] ?? ''
  const decision = kind === 'authorise' ? 'authorize' : 'reject'
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { origin: new URL(url).origin },
    body: new URLSearchParams({ ticket, decision }),
    redirect: 'manual',
  })
  if (status !== 303) throw new Error(`the bank's page answered ${status}`)
}

const asked = ['happy-path', 'path-consent-rejected', 'path-payment-rejected']
const pausesOf = (pauses: ReadinessRun[]): unknown[] =>
  pauses.map(({ pause }) => [pause?.checkId, pause?.kind])
const waitingForPerson = (run: ReadinessRun): string[] =>
  run.checks.filter(({ verdict }) => verdict === 'needs-person').map(({ id }) => id)
const gate = () => place.bench.guard.state('production')?.readiness

describe('a suite that can ask a person', () => {
  it('goes on without them where each step is skipped', async () => {
    const { run, pauses } = await runWith(({ runId }) =>
      place.bench.readiness.answer(runId, 'skip'),
    )
    expect(pausesOf(pauses)).toEqual([
      ['happy-path', 'authorise'],
      ['path-consent-rejected', 'reject'],
      ['path-payment-rejected', 'authorise'],
    ])
    for (const { state, pause } of pauses) {
      expect(state).toBe('paused')
      expect(pause?.instruction).toMatch(/\w/)
      expect(pause?.url).toContain('/consent/')
    }
    expect(waitingForPerson(run)).toEqual(asked)
    expect(run).toMatchObject({ state: 'ended', verdict: 'needs-person' })
    expect(gate()).toMatchObject({ state: 'missing', latest: { verdict: 'failed' } })
  })

  it('waits no longer than it may, and takes no word for a step that the bank never saw', async () => {
    const { run, pauses } = await runWith(
      async ({ runId }, { checkId }) => {
        if (checkId === 'happy-path') return
        const answer = checkId === 'path-consent-rejected' ? 'done' : 'skip'
        await place.bench.readiness.answer(runId, answer)
      },
      { consentWaitMs: 1_500 },
    )
    expect(pauses.map(({ pause }) => pause?.checkId)).toEqual(asked)
    expect(waitingForPerson(run)).toEqual(asked)
    expect(run).toMatchObject({ state: 'ended', verdict: 'needs-person' })
    expect(run.pause).toBeUndefined()
    expect(gate()).toMatchObject({ state: 'missing', latest: { verdict: 'failed' } })
  })
})

describe('production’s gate', () => {
  it('stays shut after a run that failed, and opens with one that passed', async () => {
    const told: string[] = []
    const unsubscribe = place.bench.subscribe((name, payload) => {
      if (name === 'environment') told.push((payload as { environmentId: string }).environmentId)
    })
    // No call is as quick as that.
    const slow = await runWith((_run, pause) => atTheBank(pause), { latencyLimitMs: -1 })
    expect(slow.run.verdict).toBe('failed')
    expect(gate()).toMatchObject({ state: 'missing', latest: { verdict: 'failed' } })

    told.length = 0
    const done = await runWith(async ({ runId }, pause) => {
      await atTheBank(pause)
      await place.bench.readiness.answer(runId, 'done')
    })
    unsubscribe()
    expect(notPassed(done.run).filter((line) => !line.includes(' not-applicable: '))).toEqual([])
    expect(done.run.verdict).toBe('passed')
    const { runId, endedAt } = done.run
    const latest = { at: endedAt, verdict: 'passed' }
    expect(gate()).toEqual({ state: 'passed', at: endedAt, reportId: runId, ageDays: 0, latest })
    expect(told).toContain('production')
  })
})
