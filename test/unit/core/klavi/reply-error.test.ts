import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../../core/evidence/redactor.ts'
import { describeErrorBody, replyError, retryAfterMs } from '../../../../core/klavi/reply-error.ts'
import type { HeaderList } from '../../../../core/model/exchange.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const same = (text: string): string => text
const errorOf = (status: number, body: unknown = {}, headers: HeaderList = []) =>
  replyError(status, headers, body, 'api-testing.klavi.ai', same, now)

// docs/klavi-api.md §4
it.each([
  [400, 'http-bad-request'],
  [422, 'http-bad-request'],
  [401, 'http-unauthorized'],
  [403, 'http-forbidden'],
  [404, 'http-not-found'],
  [409, 'http-conflict'],
  [416, 'http-business'],
  [429, 'http-rate-limited'],
  [402, 'http-client'],
  [405, 'http-client'],
  [408, 'http-client'],
  [415, 'http-client'],
  [499, 'http-client'],
  [500, 'http-server'],
  [502, 'http-server'],
  [503, 'http-server'],
  [504, 'http-server'],
  [599, 'http-server'],
  // Without a Location there is nowhere to go on to.
  [301, 'http-unexpected'],
  [304, 'http-unexpected'],
  [307, 'http-unexpected'],
  [101, 'http-unexpected'],
])('HTTP %i is %s', (status, code) => {
  const error = errorOf(status)
  expect(error.code).toBe(code)
  if (code.startsWith('http-')) expect(error.details['status']).toBe(status)
})

describe('what an error body says', () => {
  it.each<[body: unknown, sentence: string]>([
    [
      { errorCode: 'INVALID', message: ['amount is wrong', 'method is wrong'], statusCode: 400 },
      'INVALID — amount is wrong; method is wrong',
    ],
    [{ code: 'X', title: 'Title', detail: 'Detail' }, 'X — Title: Detail'],
    [{ code: 'X', message: 'words' }, 'X — words'],
    [{ code: 4101, message: 'words' }, '4101 — words'],
    [
      {
        errors: [
          { code: 'A', title: 'One', detail: 'one' },
          { code: 'B', detail: 'two' },
        ],
        meta: {},
      },
      'A — One: one; B — two',
    ],
    [{ errors: ['plain words'] }, 'plain words'],
    [{ error: { code: 'X', detail: 'inside' } }, 'X — inside'],
    [{ error: 'Unauthorized', statusCode: 401 }, 'Unauthorized'],
    [{ error: 'Unauthorized', message: 'token expired' }, 'token expired'],
    [{ error: null, message: 'words' }, 'words'],
    [{ message: [{ code: 'A', message: 'deep' }] }, 'A — deep'],
    [{}, ''],
    [[], ''],
    [null, ''],
    ['text', ''],
    [undefined, ''],
    [{ message: {} }, ''],
  ])('%j: %j', (body, sentence) => {
    expect(describeErrorBody(body)).toBe(sentence)
  })

  it('survives envelopes without end', () => {
    let body: unknown = { message: 'far down' }
    for (let depth = 0; depth < 50_000; depth += 1) body = { error: body }
    expect(describeErrorBody(body)).toBe('')
  })

  it('is redacted, cut, and never empty', () => {
    const hide = (text: string): string => text.replaceAll('s3cret', '***')
    const host = 'api.klavi.ai'
    const told = replyError(
      400,
      [],
      { message: `key s3cret ${'x'.repeat(9_000)}` },
      host,
      hide,
      now,
    )
    expect(told.details['detail']).toMatch(/^key \*\*\* x+$/)
    expect(String(told.details['detail']).length).toBeLessThanOrEqual(500)
    expect(errorOf(500, 'no JSON').details['detail']).toBe('HTTP 500')
  })
})

describe('Retry-After', () => {
  it.each<[value: string, ms: number | undefined]>([
    ['7', 7_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['Sunday, 22-Nov-26 12:00:30 GMT', 30_000],
    ['Sun Nov 22 12:00:30 2026', 30_000],
    ['soon', undefined],
    ['1.5', undefined],
    ['-5', undefined],
    ['5 s', undefined],
    ['Sun', undefined],
    ['', undefined],
  ])('%j', (value, ms) => {
    expect(retryAfterMs([['Retry-After', value]], now)).toBe(ms)
  })

  it('as a date is of the server’s clock, which its own Date tells', () => {
    const headers: HeaderList = [
      ['Date', 'Sun, 22 Nov 2026 13:00:00 GMT'],
      ['Retry-After', 'Sun, 22 Nov 2026 13:00:05 GMT'],
    ]
    expect(retryAfterMs(headers, now)).toBe(5_000)
    expect(retryAfterMs([['Date', 'today'], ...headers.slice(1)], now)).toBe(3_605_000)
  })

  it('is absent where there is none, and found in any case', () => {
    expect(retryAfterMs([['date', 'x']], now)).toBeUndefined()
    expect(retryAfterMs([['rETRY-aFTER', '1']], now)).toBe(1_000)
  })

  it('is told of 429 and 503, and of nothing else', () => {
    const headers: HeaderList = [['Retry-After', '2']]
    expect(errorOf(429, {}, headers).details).toMatchObject({
      retryAfterMs: 2_000,
      retryAfter: '2 s',
    })
    expect(errorOf(503, {}, headers).details).toMatchObject({ retryAfterMs: 2_000 })
    expect(errorOf(500, {}, headers).details).not.toHaveProperty('retryAfterMs')
    expect(errorOf(429).details).toMatchObject({ retryAfter: '—' })
    expect(errorOf(429).details).not.toHaveProperty('retryAfterMs')
  })
})

it('reads the business code of a 416 from statusCode, else from code', () => {
  expect(errorOf(416, { statusCode: 4101, message: 'QR' }).details['businessCode']).toBe('4101')
  expect(errorOf(416, { code: '4104' }).details['businessCode']).toBe('4104')
  expect(errorOf(416, null).details['businessCode']).toBe('')
})

it('names the host that a redirect wanted, not the whole address', () => {
  const to = (location: string) => errorOf(302, {}, [['Location', location]]).details
  expect(to('https://evil.example/path?token=x')).toMatchObject({
    host: 'api-testing.klavi.ai',
    target: 'evil.example',
  })
  expect(to('/elsewhere')['target']).toBe('/elsewhere')
  expect(to('nonsense:')['target']).toBe('nonsense:')
  expect(errorOf(302, {}, [['Location', '/x']]).code).toBe('redirect-refused')
  expect(errorOf(302, {}, [['Location', ' ']]).code).toBe('http-unexpected')
})

it('takes a key out of the address of a redirect before it is cut', () => {
  const key = 'k7Qm-very-secret-key-value-9d31'
  const redactor = createRedactor()
  redactor.add(key)
  for (let before = 60; before < 100; before += 1) {
    const headers: HeaderList = [['location', `/${'x'.repeat(before)}${key}`]]
    const { details } = replyError(302, headers, undefined, 'h', redactor.text, now)
    expect(String(details['target'])).toMatch(/^\/x+/)
    expect(String(details['target'])).not.toContain('k7Q')
  }
})
