import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { payload } from './place.ts'
import { runCli, type CliOptions } from './run-cli.ts'
import { place, server, useScriptedPlace } from './scripted-place.ts'

const keys = {
  KLAVI_ACCESS_KEY: 'access-key-of-the-test',
  KLAVI_SECRET_KEY: 'secret-key-of-the-test',
}
const reason = 'agreed with the bank by phone'

useScriptedPlace()

const cli = (args: string[], options: CliOptions = {}) =>
  runCli([...args, '--profile', place.profile, '--json'], options)
const addRisky = () => cli(['env', 'add', 'Partner B', '--origin', server.origin, '--risky'])
const sent = () => server.requests.filter(({ path }) => path.endsWith('/payments'))

describe('klavi-tester env', () => {
  it('keeps environments of one’s own, exports and imports them, and deletes them', async () => {
    const added = await addRisky()
    expect(added).toMatchObject({
      code: 0,
      lines: [{ type: 'environment', name: 'Partner B', origin: server.origin, guarded: true }],
    })
    const edited = await cli(['env', 'edit', 'partner b', '--dialect', 'g2', '--not-risky'])
    expect(edited.lines[0]).toMatchObject({ dialect: 'g2', guarded: false })
    const file = await runCli(['env', 'export', '--profile', place.profile])
    const taken = await cli(['env', 'import', '-'], { input: file.stdout })
    expect(taken.lines[0]).toMatchObject({ name: 'Partner B 2', dialect: 'g2' })
    const removed = await cli(['env', 'remove', 'Partner B'])
    expect(removed).toMatchObject({ code: 0, lines: [{ type: 'removed', payments: 0 }] })
    const { lines } = await cli(['env', 'list'])
    expect(lines.map(({ name }) => name)).toEqual([
      'Simulator',
      'Sandbox',
      'Production',
      'Partner B 2',
    ])
  })

  it('reroutes no built-in environment by a file unless that is asked for', async () => {
    const entry = {
      name: 'Production',
      builtIn: 'production',
      origin: 'https://api.klavi.ai',
      exchange: { proxyMode: 'url', proxyUrl: 'http://proxy.test:3128', caFile: '/no/ca.pem' },
    }
    const file = { kind: 'klavi-tester-environments', version: 1, environments: [entry] }
    const input = JSON.stringify(file)
    const exported = async () =>
      (await runCli(['env', 'export', 'production', '--profile', place.profile])).stdout
    const left = await cli(['env', 'import', '-'], { input })
    expect(left).toMatchObject({ code: 0, lines: [] })
    expect(left.stderr).toMatch(/proxy\.test.*ca\.pem/)
    expect(left.stderr).toContain('--edit-built-in')
    expect(await exported()).not.toContain('proxy.test')
    await cli(['env', 'import', '-', '--edit-built-in'], { input })
    expect(await exported()).toContain('proxy.test')
  })

  it.each([
    ['env'],
    ['env', 'lst'],
    ['env', 'add', 'Partner B'],
    ['env', 'add', 'Production', '--origin', 'https://bank.example'],
    ['env', 'add', 'Mine', '--origin', 'https://api.klavi.ai@evil.test'],
    ['env', 'edit', 'production', '--origin', 'https://bank.example'],
    ['env', 'remove', 'sandbox'],
    ['env', 'test', 'nowhere'],
    ['credentials', 'set', 'ak-1', 'sk-1', '--env', 'sandbox'],
  ])('%s %s %s … is bad input', async (...args) => {
    const result = await cli(args)
    expect(result.code).toBe(2)
    expect(result.lines.at(-1)).toMatchObject({ type: 'error' })
  })

  it('tells where a connection fails', async () => {
    await addRisky()
    const good = await cli(['env', 'test', 'Partner B'])
    expect(good).toMatchObject({ code: 0 })
    expect(good.lines.at(-1)).toMatchObject({ type: 'connection', ok: true })
    await server.close()
    const bad = await cli(['env', 'test', 'Partner B'])
    expect(bad.code).toBe(4)
    expect(bad.lines.find(({ type }) => type === 'connection')).toMatchObject({
      ok: false,
      steps: [
        { name: 'dns', state: 'skipped' },
        { name: 'tcp', state: 'failed' },
        { name: 'tls', state: 'skipped' },
        { name: 'http', state: 'skipped' },
      ],
    })
  })
})

describe('klavi-tester credentials, with no keychain', () => {
  it.each(['set', 'status', 'delete', 'test'])('%s refuses with 3', async (action) => {
    const result = await cli(['credentials', action, '--env', 'sandbox'], {
      input: JSON.stringify({ accessKey: 'ak-1', secretKey: 'sk-1' }),
    })
    expect(result.code).toBe(3)
    expect(result.lines.at(-1)).toMatchObject({ type: 'error', code: 'vault-unavailable' })
  })

  it('test takes keys that came by the environment, and writes them nowhere', async () => {
    await addRisky()
    const result = await cli(['credentials', 'test', '--env', 'Partner B'], { env: keys })
    expect(result.code).toBe(0)
    expect(result.lines.at(-1)).toMatchObject({ type: 'credential-test', ok: true })
    const settings = readFileSync(join(place.profile, 'settings.json'), 'utf8')
    for (const key of Object.values(keys)) expect(settings + result.stdout).not.toContain(key)
    expect(JSON.parse(settings).credentials ?? {}).toEqual({})
  })
})

describe('klavi-tester pay to an environment that is guarded', () => {
  const pay = (...args: string[]) =>
    cli(
      ['pay', place.file('payment.json', JSON.stringify(payload)), '--env', 'Partner B', ...args],
      { env: keys },
    )
  const codeOf = async (...args: string[]): Promise<unknown> => {
    const { code, lines } = await pay(...args)
    expect(code).toBe(2)
    return lines.at(-1)?.['code']
  }

  it('wants its name, the amount, and a report or a reason', async () => {
    await addRisky()
    expect(await codeOf()).toBe('production-locked')
    expect(await codeOf('--confirm-amount', '48,00')).toBe('readiness-missing')
    expect(await codeOf('--confirm-amount', '48,01', '--override-readiness', reason)).toBe(
      'invalid-input',
    )
    expect(await codeOf('--confirm-amount', '48,00', '--override-readiness', 'so')).toBe(
      'override-reason',
    )
    expect(
      await codeOf(
        '--confirm-amount',
        '48,00',
        '--override-readiness',
        reason,
        '--set',
        'user.taxId=12345678901',
      ),
    ).toBe('payload-invalid')
    expect(sent()).toHaveLength(0)
    const result = await pay('--confirm-amount', '48,00', '--override-readiness', reason)
    expect(result.code).toBe(0)
    expect(sent()).toHaveLength(1)
  })

  it('sends no body there that could be read in two ways, and elsewhere says that it can', async () => {
    // With an id of its own, so that the file goes out as it is.
    const whole = JSON.stringify({ externalId: 'order-1', ...payload })
    const twice = whole.replace('{', '{"amount":"100",')
    const file = place.file('twice.json', twice)
    await addRisky()
    const confirmed = ['--confirm-amount', '48,00', '--override-readiness', reason]
    for (const verb of [
      ['pay', file],
      ['request', 'POST', '/payments', '--body', file],
      ['request', 'POST', '/anything', '--body', file],
    ]) {
      const refused = await cli([...verb, '--env', 'Partner B', ...confirmed], { env: keys })
      expect(refused.code).toBe(2)
      expect(refused.lines.at(-1)).toMatchObject({ code: 'payload-invalid' })
    }
    expect(sent()).toHaveLength(0)

    await cli(['env', 'edit', 'Partner B', '--not-risky'])
    const warned = await cli(['pay', file, '--env', 'Partner B'], { env: keys })
    expect(warned.code).toBe(0)
    expect(warned.stderr).toContain('amount stands here more than once')
  })

  it('cannot be had by its address under another name', async () => {
    const file = place.file('payment.json', JSON.stringify(payload))
    const custom = ['--env', 'custom', '--origin', 'https://api.klavi.ai']
    const result = await cli(
      ['pay', file, ...custom, '--confirm-amount', '48,00', '--override-readiness', reason],
      { env: keys },
    )
    expect(result.code).toBe(2)
    expect(result.lines.at(-1)).toMatchObject({ code: 'guard-name' })
  })
})
