import { describe, expect, it } from 'vitest'
import { readCommand } from '../../../../cli/args/read-command.ts'
import { readTokens } from '../../../../cli/args/read-tokens.ts'
import { UsageError } from '../../../../cli/args/usage-error.ts'
import { KlaviError } from '../../../../core/failure.ts'

const read = (line: string) => readCommand(readTokens(line.split(' ').filter(Boolean)))
const complaint = (line: string): UsageError => {
  try {
    read(line)
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
  throw new Error(`accepted: ${line}`)
}

describe('readCommand', () => {
  it('reads every verb with its own options', () => {
    expect(read('demo --amount 300,06 --step-ms 50')).toEqual({
      verb: 'demo',
      amount: '300,06',
      stepMs: 50,
    })
    expect(read('pay - --set a=1 --set b=2 --watch --confirm-amount 48,00')).toEqual({
      verb: 'pay',
      file: '-',
      sets: [
        { path: ['a'], text: '1' },
        { path: ['b'], text: '2' },
      ],
      watch: true,
      confirmAmount: '48,00',
    })
    expect(read('watch a b a --env sandbox')).toEqual({
      verb: 'watch',
      ids: ['a', 'b'],
      env: 'sandbox',
    })
    expect(read('history --search x --limit 5')).toEqual({ verb: 'history', search: 'x', limit: 5 })
    expect(read('history')).toEqual({ verb: 'history', limit: 20 })
  })

  it('takes options before the verb, = forms, and the last of a repeated one', () => {
    expect(read('--profile /tmp/x history --limit=3 --limit=4')).toEqual({
      verb: 'history',
      limit: 4,
      profile: '/tmp/x',
    })
  })

  it('takes a value that begins with a dash where = binds it', () => {
    expect(read('history --search=-x')).toMatchObject({ search: '-x' })
    expect(read('watch -- -id')).toMatchObject({ ids: ['-id'] })
  })

  it('reads help and version wherever they stand', () => {
    expect(read('--help')).toEqual({ verb: 'help' })
    expect(read('pay --help')).toEqual({ verb: 'help', about: 'pay' })
    expect(read('help watch')).toEqual({ verb: 'help', about: 'watch' })
    expect(read('demo --version')).toEqual({ verb: 'version' })
  })

  it.each([
    'demo',
    'pay f',
    'watch x',
    'history',
    'env list',
    'credentials status',
    'auth',
    'participants',
    'payment x',
    'cancel x',
    'drift',
    'request GET /x',
    'payload new',
    'inspect amount 48,00',
    'run f',
    'readiness',
    'report verify f',
    'export har x',
    'webhooks listen',
    'simulate',
    'completion bash',
  ])('takes --profile and --env with "%s" (docs/cli.md: everywhere)', (line) => {
    expect(() => read(`${line} --profile /tmp/x --env simulator`)).not.toThrow()
  })

  it('uses neither where there is nothing to use them for', () => {
    expect(read('inspect amount 48,00 --env custom --profile /tmp/x')).toEqual(
      read('inspect amount 48,00'),
    )
  })

  it('names the nearest verb and option', () => {
    expect(complaint('wach x').hint).toContain('watch')
    expect(complaint('pay f --intervall 3').hint).toContain('--interval')
    expect(complaint('history --serach x').hint).toContain('--search')
    // Verbs of later versions are not known and not near.
    expect(complaint('frobnicate').hint).toContain('--help')
  })

  it.each([
    ['', 'demo'],
    ['history --watch', '--watch'],
    ['pay', 'file'],
    ['pay a b', 'b'],
    ['watch', 'id'],
    ['history extra', 'extra'],
    ['pay f --watch=yes', '--watch'],
    ['pay f --interval', '--interval'],
    ['demo --step-ms 0', '--step-ms'],
    ['demo --step-ms 1.5', '--step-ms'],
    ['history --limit 0', '--limit'],
    ['watch x --timeout 0', '--timeout'],
    ['watch x --timeout -1', '--timeout'],
    ['watch x --interval abc', '--interval'],
    ['watch x --interval 61', '--interval'],
    ['demo --env sandbox', 'demo'],
    ['pay f --origin http://localhost', '--origin'],
    ['pay f --env custom', '--origin'],
    ['pay f --env custom --origin localhost:80/x', 'localhost'],
    ['pay f --env custom --origin https://h/path', 'path'],
    ['pay f --env custom --origin https://h --dialect g9', '--dialect'],
    ['pay f --env custom --origin https://h --proxy nonsense', '--proxy'],
  ])('refuses "%s", naming %s', (line, named) => {
    expect(complaint(line).message).toContain(named)
  })

  it('never repeats a password of an address', () => {
    expect(complaint('pay f --env custom --origin https://u:geheim@h').message).not.toContain(
      'geheim',
    )
    expect(
      complaint('pay f --env custom --origin https://h --proxy x://u:geheim@h').message,
    ).not.toContain('geheim')
  })

  it('reads seconds with fractions as milliseconds', () => {
    expect(read('watch x --interval 1.25 --timeout .5')).toMatchObject({
      intervalMs: 1250,
      timeoutMs: 500,
    })
  })

  it('polls more than once a second at loopback addresses only', () => {
    const local = 'watch x --interval 0.1 --env custom --origin http://127.0.0.1:80'
    expect(read(local)).toMatchObject({ intervalMs: 100 })
    const remote = 'watch x --interval 0.1 --env custom --origin https://api.example.com'
    expect(complaint(remote).message).toContain('https://api.example.com')
  })

  it('takes plain http for loopback only', () => {
    const custom = 'pay f --env custom --origin'
    for (const host of ['127.0.0.1', 'localhost:8080', '[::1]:9']) {
      expect(read(`${custom} http://${host}`)).toMatchObject({
        custom: { origin: `http://${host}` },
      })
    }
    expect(() => read(`${custom} http://localhost.example.com`)).toThrow(KlaviError)
    for (const origin of ['http://example.com', 'ftp://localhost']) {
      expect(() => read(`${custom} ${origin}`)).toThrow(
        expect.objectContaining({ code: 'insecure-origin' }),
      )
    }
  })
})
