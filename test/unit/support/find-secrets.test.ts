import { describe, expect, it } from 'vitest'
import { secretsIn } from '../../support/electron/find-secrets.ts'

const secret = 'sk/with+every=kind "of" \\ sign~1'

describe('the search for secrets', () => {
  it.each([
    ['plain', Buffer.from(`x${secret}y`)],
    ['URL-encoded', Buffer.from(`?k=${encodeURIComponent(secret)}&`)],
    ['form-encoded', Buffer.from(new URLSearchParams({ k: secret }).toString())],
    ['JSON', Buffer.from(JSON.stringify({ k: secret }))],
    ['UTF-16', Buffer.from(`ab${secret}`, 'utf16le')],
    ['hex', Buffer.from(Buffer.from(secret).toString('hex'))],
    ...[0, 1, 2, 3, 4].map((before): [string, Buffer] => [
      `base64 after ${before}`,
      Buffer.from(Buffer.from(`${'#'.repeat(before)}${secret}#tail`).toString('base64')),
    ]),
  ])('finds it %s', (_form, bytes) => {
    expect(secretsIn('here', bytes, [secret]).length).toBeGreaterThan(0)
  })

  it('finds nothing where there is none, and never prints what it finds', () => {
    expect(secretsIn('here', Buffer.from('sk/with'), [secret])).toEqual([])
    expect(secretsIn('here', Buffer.from(secret), [secret]).join()).not.toContain(secret)
  })
})
