import { describe, expect, it } from 'vitest'
import { payload } from './place.ts'
import { runCli } from './run-cli.ts'
import { hang } from './scripted-server.ts'
import { place, server, useScriptedPlace } from './scripted-place.ts'

useScriptedPlace()

const env = { KLAVI_ACCESS_KEY: 'access', KLAVI_SECRET_KEY: 'secret-of-the-test' }
const cli = (...args: string[]) =>
  runCli(
    [...args, '--env', 'custom', '--origin', server.origin, '--profile', place.profile, '--json'],
    { env },
  )
const creates = () => server.requests.filter(({ path }) => path.endsWith('/payments'))

describe('--timeout, where a server takes the call and never answers', () => {
  it.each([
    ['the token', 'auth' as const, []],
    ['the list of banks', 'participants' as const, ['--participant', 'Mock Bank']],
  ])('stops before %s came: nothing is sent, exit 4', async (_what, route, more) => {
    server.on(route, hang)
    const file = place.file('p.json', JSON.stringify(payload))
    const { code, lines } = await cli('pay', file, '--watch', '--timeout', '0.5', ...more)
    expect(code).toBe(4)
    expect(lines.at(-1)).toMatchObject({
      type: 'outcome',
      outcome: 'stopped',
      reason: { code: 'timeout' },
    })
    expect(creates()).toEqual([])
  })

  it('ends a scenario too', async () => {
    server.on('auth', hang)
    const file = place.file('s.yaml', 'name: One\nenvironment: sandbox\n')
    const { code, lines } = await cli('run', file, '--timeout', '0.5')
    expect(code).toBe(4)
    expect(lines.at(-1)).toMatchObject({ type: 'outcome', outcome: 'stopped' })
    expect(creates()).toEqual([])
  })
})
