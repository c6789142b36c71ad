import { describe, expect, it } from 'vitest'
import { inspectJwt } from '../../../../core/payments/inspect-jwt.ts'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('inspectJwt (RFC 7519)', () => {
  it('reads header, payload and expiry; never the signature', () => {
    const token = `Bearer ${part({ alg: 'ES256' })}.${part({ exp: 1_800_000_000, sub: 'á' })}.c2lnbmF0dXJl`
    const read = inspectJwt(token)
    expect(read).toEqual({
      valid: true,
      header: { alg: 'ES256' },
      payload: { exp: 1_800_000_000, sub: 'á' },
      expiresAt: '2027-01-15T08:00:00.000Z',
    })
    expect(JSON.stringify(read)).not.toContain('c2ln')
  })

  it.each([
    ['', 'parts'],
    ['a.b', 'parts'],
    [`x.${part({})}.y`, 'header'],
    [`${part({})}.${part([])}.y`, 'payload'],
    [`${part({})}.!!.y`, 'payload'],
  ])('says why %j is none', (token, code) => {
    expect(inspectJwt(token)).toMatchObject({ valid: false, errors: [{ code }] })
  })

  it('leaves out an expiry that is no time', () => {
    expect(inspectJwt(`${part({})}.${part({ exp: 1e300 })}.y`)).not.toHaveProperty('expiresAt')
  })
})
