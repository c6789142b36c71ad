import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../../core/vault/fingerprint.ts'
import { accountOf, decodeStored, encodeStored } from '../../../../core/vault/stored-value.ts'

const credential = {
  accessKey: 'access-key-1234',
  secretKey: 'ç"\\ \u{1f511}',
  origin: 'https://api.klavi.ai',
  savedAt: '2026-11-22T12:00:00.000Z',
}

describe('stored value', () => {
  it('survives a round trip and carries its version', () => {
    const text = encodeStored(credential)
    expect(JSON.parse(text)).toEqual({ version: 1, ...credential })
    expect(decodeStored(text)).toEqual(credential)
  })

  it('keeps only the known fields', () => {
    expect(encodeStored({ ...credential, extra: 'x' } as typeof credential)).toBe(
      encodeStored(credential),
    )
  })

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    JSON.stringify({ version: 2, ...credential }),
    JSON.stringify({ version: 1, accessKey: 'a' }),
  ])('refuses %s', (text) => {
    expect(decodeStored(text)).toBeUndefined()
  })

  it('names an entry by profile, environment and set', () => {
    expect(accountOf({ profileId: 'p', environmentId: 'e', set: 'partner A' })).toBe(
      'p/e/partner A',
    )
  })

  it.each(['', 'a/b', 'a\nb', '\u0000'])(
    'refuses the part %j, with which two names could collide',
    (part) => {
      expect(() => accountOf({ profileId: 'p', environmentId: part, set: 'default' })).toThrow(
        RangeError,
      )
    },
  )
})

describe('fingerprint', () => {
  it('shows the last four characters of a key long enough to hide the rest', () => {
    expect(fingerprint('abcdefgh1234')).toBe('1234')
    expect(fingerprint('abcdefgh123')).toBeUndefined()
    expect(fingerprint('')).toBeUndefined()
  })
})
