import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Participant } from '../../../core/model/participant.ts'
import { indexParticipants, searchParticipants } from '../../../shared/search/participants.ts'
import { makePlace, type Place } from './place.ts'
import { runCli } from './run-cli.ts'
import { runAgainst, startStranger } from './stranger.ts'

let place: Place
let servers: { stop(): Promise<unknown> }[] = []
beforeEach(() => (place = makePlace()))
afterEach(async () => {
  for (const server of servers) await server.stop()
  servers = []
  place.remove()
})

describe('readiness against a server that it cannot step', () => {
  it.each(['g1', 'g2', 'g3'])('judges each check of %s, with a reason', async (dialect) => {
    const server = await startStranger(
      `${place.folder}/server`,
      '--dialect',
      dialect,
      '--step-ms',
      '250',
    )
    servers.push(server)
    const { code, lines, stderr } = await runAgainst(
      server,
      place.profile,
      ...['readiness', '--dialect', dialect, '--interval', '0.03'],
    )
    const checks = lines.filter(({ type }) => type === 'check')
    const notPassed = checks.filter(({ verdict }) => verdict !== 'passed')
    expect(checks.length).toBeGreaterThan(40)
    const drift = notPassed.find(({ id }) => id === 'drift-summary')
    expect(drift?.['reason']).toBeUndefined()
    expect(notPassed.map(({ id, verdict }) => `${String(id)} ${String(verdict)}`)).toEqual(
      expectedElsewhere,
    )
    for (const { reason } of notPassed) expect(reason).toMatch(/\w/)
    expect(code, stderr).toBe(1)
  })
})

/** What nobody can judge without a person, or without the simulator's own control. */
const expectedElsewhere = [
  'token-expired not-applicable',
  'happy-path needs-person',
  'consent-once not-applicable',
  'path-consent-rejected needs-person',
  'path-payment-rejected needs-person',
  'path-error not-applicable',
  'webhooks-signed not-applicable',
]

it('ranks participants as the window does', async () => {
  const all = await runCli(['participants', '--json', '--profile', place.profile])
  const list = all.lines.filter(({ type }) => type === 'participant') as unknown as Participant[]
  for (const search of ['mock', 'banco', 'angico']) {
    const found = await runCli([
      'participants',
      '--search',
      search,
      '--json',
      '--profile',
      place.profile,
    ])
    const ids = found.lines.filter(({ type }) => type === 'participant').map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(0)
    expect(ids).toEqual(searchParticipants(indexParticipants(list), search).map(({ id }) => id))
  }
})
