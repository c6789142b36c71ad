import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claims, readToken } from '../../../../core/klavi/token.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const jwt = (payload: object): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'ES256', typ: 'JWT' })}.${part(payload)}.c2lnbmF0dXJl`
}
const lifetime = (reply: object) => {
  const token = readToken(reply, now)
  return token && [(token.expiresMs - now) / 1_000, token.status.source]
}
const inTenMinutes = now / 1_000 + 600

describe('the lifetime of a token', () => {
  it.each<[reply: object, seconds: number, source: string]>([
    [{ accessToken: 'opaque', expireIn: 1800 }, 1800, 'expireIn'],
    [{ accessToken: 'opaque', expireIn: '1800' }, 1800, 'expireIn'],
    [{ accessToken: 'opaque', expire: '900' }, 900, 'expire'],
    [{ accessToken: 'opaque', expire: '2026-11-22T12:20:00Z' }, 1200, 'expire'],
    // Epoch seconds, not years of life.
    [{ accessToken: 'opaque', expire: String(inTenMinutes) }, 600, 'expire'],
    [{ accessToken: 'opaque', expire: inTenMinutes }, 600, 'expire'],
    [{ accessToken: 'opaque', expireIn: inTenMinutes }, 600, 'expireIn'],
    [{ accessToken: jwt({ exp: inTenMinutes }) }, 600, 'jwt-exp'],
    [{ accessToken: 'opaque' }, 300, 'assumed'],
    [{ accessToken: jwt({}) }, 300, 'assumed'],
    [{ accessToken: jwt({ exp: 'soon' }) }, 300, 'assumed'],
    [{ accessToken: 'opaque', expireIn: 'soon', expire: 'later' }, 300, 'assumed'],
    [{ accessToken: 'opaque', expireIn: 0 }, 300, 'assumed'],
    [{ accessToken: 'opaque', expireIn: -5, expire: '60' }, 60, 'expire'],
    [{ accessToken: 'opaque', expireIn: null }, 300, 'assumed'],
    // The newer page's field is believed before the older one's, and both before the token itself.
    [{ accessToken: jwt({ exp: inTenMinutes }), expireIn: 60, expire: '120' }, 60, 'expireIn'],
    [{ accessToken: jwt({ exp: inTenMinutes }), expire: '120' }, 120, 'expire'],
  ])('%j: %i s by %s', (reply, seconds, source) => {
    expect(lifetime(reply)).toEqual([seconds, source])
  })

  it.each<[reply: object, seconds: number]>([
    [{ accessToken: 'opaque', expireIn: 1800 }, 1800],
    [{ accessToken: 'opaque', expire: '900' }, 900],
    [{ accessToken: 'opaque' }, 300],
    [{ accessToken: 'opaque', expire: '2026-11-22T13:20:00Z' }, 1200],
    [{ accessToken: 'opaque', expire: String(inTenMinutes + 3_600) }, 600],
    [{ accessToken: jwt({ exp: inTenMinutes + 3_600 }) }, 600],
  ])('%j of a server whose clock is an hour ahead: %i s', (reply, seconds) => {
    const token = readToken(reply, now, 3_600_000)
    expect(token && (token.expiresMs - now) / 1_000).toBe(seconds)
  })

  it('says when it was obtained and when it ends, in UTC', () => {
    expect(readToken({ accessToken: 'x', expireIn: 60 }, now)?.status).toEqual({
      obtainedAt: '2026-11-22T12:00:00.000Z',
      expiresAt: '2026-11-22T12:01:00.000Z',
      source: 'expireIn',
    })
  })
})

it.each([undefined, null, {}, [], 'text', { accessToken: '' }, { accessToken: 7 }, { token: 'x' }])(
  'finds no token in %j',
  (reply) => {
    expect(readToken(reply, now)).toBeUndefined()
  },
)

it('never throws, whatever the reply is', () => {
  const replies = fc.record(
    { accessToken: fc.string({ minLength: 1 }), expireIn: fc.anything(), expire: fc.anything() },
    { requiredKeys: ['accessToken'] },
  )
  fc.assert(
    fc.property(replies, (reply) => {
      expect(readToken(reply, now)).toBeDefined()
    }),
  )
})

describe('claims', () => {
  it('decodes without verifying', () => {
    expect(claims(jwt({ exp: 7 }))).toEqual({ exp: 7 })
  })
  it.each(['', 'a', 'a.b.c', 'a..c', `a.${Buffer.from('"text"').toString('base64url')}.c`])(
    'is null for %j',
    (token) => {
      expect(claims(token)).toBeNull()
    },
  )
})
