import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Participant } from '../../../core/model/participant.ts'
import { indexParticipants, searchParticipants } from '../../../shared/search/participants.ts'
import { makePlace, type Place } from './place.ts'
import { runCli, startCli, type CliRun } from './run-cli.ts'

interface Started {
  url: string
  ca: string
  accessKey: string
  secretKey: string
}

let place: Place
let servers: CliRun[] = []
beforeEach(() => (place = makePlace()))
afterEach(async () => {
  for (const { child, ended } of servers) {
    child.kill('SIGINT')
    await ended
  }
  servers = []
  place.remove()
})

/** `simulate` as a process of its own, with a profile of its own, as a stranger's server is. */
async function simulate(...args: string[]): Promise<Started> {
  const run = startCli(['simulate', '--profile', `${place.folder}/server`, ...args, '--json'])
  servers.push(run)
  await run.until('\n')
  return run.lines()[0] as unknown as Started
}

const custom = ({ url, ca, accessKey, secretKey }: Started, ...args: string[]) =>
  runCli(
    [
      ...args,
      ...['--env', 'custom', '--origin', url, '--ca', ca],
      ...['--profile', place.profile, '--json'],
    ],
    { env: { KLAVI_ACCESS_KEY: accessKey, KLAVI_SECRET_KEY: secretKey } },
  )

describe('readiness against a server that it cannot step', () => {
  it.each(['g1', 'g2', 'g3'])('judges each check of %s, with a reason', async (dialect) => {
    const server = await simulate('--dialect', dialect, '--step-ms', '250')
    const { code, lines, stderr } = await custom(
      server,
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
