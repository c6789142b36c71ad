import { existsSync, writeFileSync } from 'node:fs'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectShapes } from './ndjson-shape.ts'
import { makePlace, payload, type Place } from './place.ts'
import { runCli, shell } from './run-cli.ts'

let place: Place
beforeEach(() => (place = makePlace()))
afterEach(() => place.remove())

const profile = () => ['--profile', place.profile]
const pay = (...args: string[]) =>
  runCli(['pay', place.file('p.json', JSON.stringify(payload)), '--json', ...profile(), ...args])

describe('klavi-tester as a process', () => {
  it('lists what was sent, newest first, and finds it', async () => {
    expect((await runCli(['history', ...profile()])).stdout).toContain('No payments')
    await pay('--set', 'externalId=order-1')
    await pay('--set', 'externalId=order-2', '--set', 'amount=123456')
    const all = await runCli(['history', '--json', ...profile()])
    expect(all.code).toBe(0)
    expectShapes(all.lines)
    expect(all.lines.map(({ externalId }) => externalId)).toEqual(['order-2', 'order-1'])
    expect(all.lines[0]).toMatchObject({
      type: 'payment',
      environment: 'simulator',
      state: 'accepted',
    })
    const elsewhere = await runCli(['history', '--env', 'sandbox', '--json', ...profile()])
    expect(elsewhere).toMatchObject({ code: 0, lines: [] })
    const one = await runCli(['history', '--search', 'order-1', '--json', ...profile()])
    expect(one.lines.map(({ externalId }) => externalId)).toEqual(['order-1'])
    const limited = await runCli(['history', '--limit', '1', ...profile()])
    expect(limited.stdout).toContain('R$ 1.234,56')
    expect(limited.stdout).not.toContain('R$ 48,00')
  })

  it('finds its profile by KLAVI_TESTER_PROFILE, and --profile goes before it', async () => {
    const env = { KLAVI_TESTER_PROFILE: join(place.folder, 'by-variable') }
    await runCli(['history'], { env })
    expect(existsSync(join(place.folder, 'by-variable', 'settings.json'))).toBe(true)
    await runCli(['history', ...profile()], {
      env: { KLAVI_TESTER_PROFILE: join(place.folder, 'no') },
    })
    expect(existsSync(join(place.folder, 'no'))).toBe(false)
  })

  it.runIf(process.platform !== 'win32')(
    'ends quietly when the reader of its output goes away',
    async () => {
      await pay('--set', 'externalId=order-1')
      await pay('--set', 'externalId=order-2')
      const history = await shell(
        '"$0" "$1" history --profile "$2" --json --quiet | head -1',
        place.profile,
      )
      expect(history.err).toBe('')
      expect(history.out.trim().split('\n')).toHaveLength(1)
      const demo = await shell('"$0" "$1" demo --step-ms 60000 --json --quiet | head -1')
      expect(demo.err).toBe('')
      expect(demo.out).toContain('"type":"exchange"')
    },
  )

  it.runIf(process.platform !== 'win32')(
    'works with standard input closed, and with stderr closed',
    async () => {
      const closed = await shell('exec "$0" "$1" history --profile "$2" <&-', place.profile)
      expect(closed).toMatchObject({ code: 0, err: '' })
      const empty = await shell('exec "$0" "$1" pay - --profile "$2" <&-', place.profile)
      expect(empty.code).toBe(2)
      const silent = await shell('exec "$0" "$1" nonsense 2>&-')
      expect(silent.code).toBe(2)
    },
  )

  it('answers bad input with 2, a sentence and the way out', async () => {
    const result = await runCli(['wach', '--json'])
    expect(result.code).toBe(2)
    expect(result.lines).toEqual([
      {
        type: 'error',
        code: 'invalid-input',
        message: 'There is no verb “wach”.',
        hint: 'Did you mean watch?',
      },
    ])
    expect((await runCli(['history', '--env', 'nowhere', ...profile()])).code).toBe(2)
    expect((await runCli(['pay', join(place.folder, 'absent.json')])).code).toBe(2)
    expect((await runCli(['history', '--lang', 'de'])).code).toBe(2)
    const short = ['watch', 'x', '--env', 'sandbox', '--interval', '0.5', ...profile()]
    expect((await runCli(short)).code).toBe(2)
  })

  it('prints help and version to stdout', async () => {
    const help = await runCli(['--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('klavi-tester demo')
    const inPortuguese = await runCli(['pay', '--help'], { env: { LC_ALL: 'pt_BR.UTF-8' } })
    expect(inPortuguese.stdout).toContain('Exemplos:')
    expect((await runCli(['--version'])).stdout).toMatch(/^klavi-tester \d+\.\d+\.\d+\n$/)
  })

  it('sets a damaged settings file and a damaged journal aside, tells it, and goes on', async () => {
    mkdirSync(place.profile)
    writeFileSync(join(place.profile, 'settings.json'), '{"language":')
    writeFileSync(join(place.profile, 'journal.db'), 'this is no database, '.repeat(500))
    const { code, stderr } = await runCli(['history', ...profile()])
    expect(code).toBe(0)
    expect(stderr).toContain('settings.json.damaged-')
    expect(stderr).toContain('journal.db.damaged-')
  })
})
