import { describe, expect, it } from 'vitest'
import { checkEnvironment } from '../../../../core/klavi/environment-check.ts'
import {
  builtInEnvironments,
  isGuarded,
  isProductionHost,
} from '../../../../core/klavi/environments.ts'
import type { Environment, EnvironmentDraft } from '../../../../core/model/environment.ts'

const good: EnvironmentDraft = {
  name: 'Partner B',
  origin: 'https://bank.example:8443',
  prefix: '/payment/customer/v1',
  dialect: 'g2',
}
const own: Environment = { ...good, id: 'partner-b-1', kind: 'custom', name: 'Partner A' }
const [simulator, sandbox, production] = builtInEnvironments as [
  Environment,
  Environment,
  Environment,
]

const check = (change: Partial<EnvironmentDraft>, current?: Environment) =>
  checkEnvironment(
    { ...good, ...change },
    {
      known: [...builtInEnvironments, own],
      fileExists: (path) => path === '/ca.pem',
      ...(current && { current }),
    },
  )
const codes = (change: Partial<EnvironmentDraft>, current?: Environment) =>
  check(change, current).issues.map(({ field, code, severity }) => `${field} ${code} ${severity}`)

describe('a typed environment', () => {
  it('is saveable as it should be', () => {
    expect(check({})).toEqual({
      issues: [],
      saveable: true,
      guarded: false,
      origin: 'https://bank.example:8443',
    })
  })

  it.each([
    ['', 'name-missing'],
    ['   ', 'name-missing'],
    ['x'.repeat(61), 'name-too-long'],
    ['two\nlines', 'name-characters'],
    ['zero\u200bwidth', 'name-characters'],
    ['-dash', 'name-characters'],
    ['Production', 'name-claimed'],
    ['PRODUCTION ', 'name-claimed'],
    ['Produção', 'name-claimed'],
    // Cyrillic Р and о, full-width letters, an accent.
    ['\u0420roducti\u043en', 'name-claimed'],
    ['Ｐroduction', 'name-claimed'],
    ['Pröduction', 'name-claimed'],
    ['sandb0x', 'name-claimed'],
    ['custom', 'name-claimed'],
    ['partner  a', 'name-taken'],
  ])('named %j is refused: %s', (name, code) => {
    expect(codes({ name })).toEqual([`name ${code} error`])
  })

  it('keeps its own name when it is edited', () => {
    expect(codes({ name: 'partner a' }, own)).toEqual([])
  })

  it.each([
    ['https://api.klavi.ai@evil.test', 'origin-malformed'],
    ['https://api.klavi.ai.', 'origin-malformed'],
    ['http://api.klavi.ai', 'insecure-origin'],
    ['https://\u0430pi.klavi.ai', 'origin-look-alike'],
  ])('at %s is refused', (origin, code) => {
    expect(codes({ origin })).toEqual([`origin ${code} error`])
  })

  it('shows a host that is not ASCII in both forms, as a warning', () => {
    const found = check({ origin: 'https://münchen.example' })
    expect(found).toMatchObject({
      saveable: true,
      origin: 'https://xn--mnchen-3ya.example',
      unicodeHost: 'münchen.example',
    })
    expect(found.issues.map(({ code }) => code)).toEqual(['origin-ascii'])
  })

  it('at production’s host is guarded, flagged or not, and told so', () => {
    expect(check({ origin: 'https://api.klavi.ai:8443' })).toMatchObject({ guarded: true })
    expect(codes({ origin: 'https://api.klavi.ai' })).toEqual(['origin origin-production warning'])
  })

  it.each([
    [{ prefix: 'payment' }, 'prefix prefix-malformed error'],
    [{ prefix: '/a/../b' }, 'prefix prefix-malformed error'],
    [{ prefix: '/a/' }, 'prefix prefix-malformed error'],
    [{ prefix: '//evil.test' }, 'prefix prefix-malformed error'],
    [{ colour: 'red' }, 'colour colour-malformed error'],
    [{ exchange: { proxyUrl: 'http://user:pass@p' } }, 'exchange proxy-malformed error'],
    [{ exchange: { proxyMode: 'url' as const } }, 'exchange proxy-missing error'],
    [{ exchange: { timeoutsMs: { tls: 1 } } }, 'exchange timeouts-range error'],
    [
      { exchange: { contentTypes: { POST: 'a\r\nx: y' } } },
      'exchange content-type-malformed error',
    ],
    [{ exchange: { caFile: '/gone.pem' } }, 'exchange file-missing warning'],
    [{ variables: { 'a b': '' } }, 'variables variable-name error'],
    [{ variables: { secretKey: 'x' } }, 'variables variable-secret error'],
  ])('with %j: %s', (change, issue) => {
    expect(codes(change)).toEqual([issue])
  })

  it('takes a file that is there', () => {
    expect(codes({ exchange: { caFile: '/ca.pem' } })).toEqual([])
  })
})

describe('a built-in environment', () => {
  const as = ({ name, origin, prefix, dialect }: Environment) => ({ name, origin, prefix, dialect })

  it('may change its prefix and dialect, and the sandbox its host', () => {
    expect(codes({ ...as(production), prefix: '', dialect: 'g3' }, production)).toEqual([])
    const origin = 'https://api-sandbox.klavi.ai'
    expect(codes({ ...as(sandbox), origin }, sandbox)).toEqual([])
  })

  it.each([
    [production, { origin: 'https://bank.example' }],
    [production, { name: 'Sandbox' }],
    [sandbox, { origin: 'https://bank.example' }],
    [sandbox, { risky: true }],
    [simulator, { prefix: '' }],
  ])('%j keeps what makes it what it is: %j', (current, change) => {
    const found = check({ ...as(current), ...change }, current)
    expect(found.saveable).toBe(false)
    expect(found.issues.map(({ code }) => code)).toContain('fixed')
  })
})

describe('the guard', () => {
  it.each([
    ['https://api.klavi.ai', true],
    ['https://api.klavi.ai:8443', true],
    ['https://api.klavi.ai.', true],
    ['https://API.KLAVI.AI', true],
    ['https://api-testing.klavi.ai', false],
    ['https://api.klavi.ai.example', false],
  ])('knows production’s host: %s %s', (origin, is) => {
    expect(isProductionHost(origin)).toBe(is)
    expect(isGuarded({ kind: 'custom', origin })).toBe(is)
  })

  it('holds for what is flagged', () => {
    expect(isGuarded({ ...own, risky: true })).toBe(true)
    expect(isGuarded(own)).toBe(false)
  })
})
