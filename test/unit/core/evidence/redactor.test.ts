import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor, redactJson, redactionMark } from '../../../../core/evidence/redactor.ts'

const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl'

/** Secrets as people are given them, and worse: with quotes, backslashes, spaces, accents and slashes. */
const secrets = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'),
    minLength: 12,
    maxLength: 64,
  }),
  fc.string({ unit: fc.constantFrom(...'aZ9"\\/ +=&%\'é€\n'), minLength: 12, maxLength: 40 }),
  fc.string({ unit: 'binary-ascii', minLength: 12, maxLength: 40 }),
)
const nest = (value: unknown, depth: number): string =>
  depth === 0 ? JSON.stringify(value) : JSON.stringify({ inner: nest(value, depth - 1) })

const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Ways in which servers write one character; each is undone by some reader. */
const writers: Record<string, (unit: string) => string> = {
  'System.Text.Json, Go': (unit) =>
    `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
  'in a string in a string': (unit) => `\\\\\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  'an address': (unit) =>
    [...Buffer.from(unit)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'an address in an address': (unit) =>
    [...Buffer.from(unit)]
      .map((byte) => `%25${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  'JSON in an address': (unit) => `%5Cu${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  'HTML by number': (unit) => `&#${unit.charCodeAt(0)};`,
  'HTML, hexadecimal': (unit) => `&#x${unit.charCodeAt(0).toString(16)};`,
  JavaScript: (unit) =>
    unit < '\u0100' ? `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}` : unit,
}

function expectGone(secret: string, make: (secret: string) => string, form = secret): void {
  const redactor = createRedactor()
  redactor.add(secret)
  const text = make(secret)
  expect(text).toContain(form)
  const redacted = redactor.text(text)
  expect(redacted).not.toContain(form)
  expect(redacted).toContain(redactionMark)
}

describe('a known secret does not survive', () => {
  it('in any JSON position, as a value and as a name', () => {
    fc.assert(
      fc.property(secrets, fc.json(), (secret, other) => {
        const form = JSON.stringify(secret).slice(1, -1)
        const make = (it: string): string =>
          JSON.stringify({ a: [it, { [it]: 1 }], b: `before ${it} after`, other })
        expectGone(secret, make, form)
      }),
    )
  })

  it.each([1, 2, 3])('in JSON inside a string of JSON, %i deep', (depth) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const redactor = createRedactor()
        redactor.add(secret)
        let left: unknown = JSON.parse(redactor.text(nest({ echo: secret }, depth)))
        for (let at = 0; at < depth; at += 1) left = JSON.parse((left as { inner: string }).inner)
        expect(left).toEqual({ echo: redactionMark })
      }),
    )
  })

  it('in JSON that a server wrote in its own way', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expectGone(secret, (it) => asciiJson({ echo: it }), asciiJson(secret).slice(1, -1))
        const slashes = JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')
        expectGone(secret, () => `{"echo":"${slashes}"}`, slashes)
      }),
    )
  })

  it.each([
    ['System.Text.Json', '{"authHeader":"Zk9\\u002BqW/7-Lm3pX\\u002B1bN2v"}'],
    ['PHP', '{"echo":"Zk9+qW\\/7-Lm3pX+1bN2v"}'],
    ['an eager percent-encoder', 'q=Zk9%2BqW%2F7%2DLm3pX%2B1bN2v&x=1'],
    ['an HTML page', '<p>Zk9&#43;qW&#x2f;7-Lm3pX&#43;1bN2v</p>'],
    ['JSON in a form', 'body=%7B%22k%22%3A%22Zk9%5Cu002BqW%2F7-Lm3pX%5Cu002B1bN2v%22%7D'],
  ])('as %s writes it', (_name, text) => {
    const redactor = createRedactor()
    redactor.add('Zk9+qW/7-Lm3pX+1bN2v')
    const redacted = redactor.text(text)
    expect(redacted).toContain(redactionMark)
    expect(redacted).not.toMatch(/Zk9|qW|Lm3pX|1bN2v/)
    if (text.startsWith('{'))
      expect(Object.values(JSON.parse(redacted) as object)).toEqual([redactionMark])
  })

  it.each(Object.entries(writers))('with any of its characters escaped: %s', (_name, write) => {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
    const characters = fc.array(
      fc.tuple(fc.constantFrom(...letters, ..."-_.~+/=<>&'", 'é', '€'), fc.boolean()),
      { minLength: 12, maxLength: 64 },
    )
    fc.assert(
      fc.property(characters, (written) => {
        fc.pre(written.some(([, escaped]) => escaped))
        const redactor = createRedactor()
        redactor.add(written.map(([unit]) => unit).join(''))
        const form = written.map(([unit, escaped]) => (escaped ? write(unit) : unit)).join('')
        expect(redactor.text(`{"a":"b c","echo":"${form}","d":"é\\u00e9%C3%A9"}`)).toBe(
          `{"a":"b c","echo":"${redactionMark}","d":"é\\u00e9%C3%A9"}`,
        )
      }),
    )
  })

  it('in UTF-16 that was read as UTF-8', () => {
    const redactor = createRedactor()
    redactor.add('Zk9+qW/7-Lm3pX+1bN2v')
    const text = Buffer.from('a Zk9+qW/7-Lm3pX+1bN2v b', 'utf16le').toString('utf8')
    for (const part of ['Z\0k', 'N\x002']) expect(redactor.text(text)).not.toContain(part)
    expect(redactor.text(text)).toContain(redactionMark)
  })

  it('in base64 whose signs are escaped', () => {
    const redactor = createRedactor()
    const secret = '~~~???>>>~~~???>>>~~~'
    redactor.add(secret)
    const base64 = Buffer.from(secret).toString('base64')
    const written = base64.replaceAll('+', '\\u002B').replaceAll('/', '\\/')
    expect(written).toMatch(/u002B/)
    expect(redactor.text(`"${written}"`)).toBe(`"${redactionMark}"`)
  })

  it('in escaped JSON, without an effect on the rest of it', () => {
    const redactor = createRedactor()
    redactor.add('/secret+key/')
    const text = '{"a":"\\\\\\/secret\\u002Bkey\\/\\n","c":"S\\u00e3o\\tPaulo 100%25 &amp; \\\\"}'
    expect(JSON.parse(redactor.text(text))).toEqual({
      a: `${redactionMark}\n`,
      c: 'São\tPaulo 100%25 &amp; \\',
    })
  })

  it('URL-encoded, once and twice, and as a form field', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const once = encodeURIComponent(secret)
        const form = new URLSearchParams({ q: secret }).toString().slice(2)
        expectGone(secret, () => `https://a.example/?q=${once}&x=1`, once)
        expectGone(secret, () => `next=${encodeURIComponent(once)}`, encodeURIComponent(once))
        expectGone(secret, () => `a=1&q=${form}`, form)
      }),
    )
  })

  it('in base64 at any alignment, in both alphabets', () => {
    const neighbours = fc.uint8Array({ maxLength: 5 })
    fc.assert(
      fc.property(secrets, neighbours, neighbours, (secret, before, after) => {
        const redactor = createRedactor()
        redactor.add(secret)
        const bytes = Buffer.concat([before, Buffer.from(secret), after])
        for (const alphabet of ['base64', 'base64url'] as const) {
          const redacted = redactor.text(`data ${bytes.toString(alphabet)} end`)
          expect(redacted).toContain(redactionMark)
          const left = redacted.split(/[^\w+/=-]+/).map((part) => Buffer.from(part, 'base64'))
          for (const part of left) expect(part.includes(secret.slice(2, -3))).toBe(false)
        }
      }),
    )
  })

  it('in hex, in either case', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const hex = Buffer.from(secret).toString('hex')
        expectGone(secret, () => `x${hex}x`, hex)
        expectGone(secret, () => `x${hex.toUpperCase()}x`, hex.toUpperCase())
      }),
    )
  })

  it('with the case of its letters changed', () => {
    const redactor = createRedactor()
    redactor.add('Secret-Key-Value')
    expect(redactor.text('was SECRET-KEY-VALUE and secret-key-value')).toBe(
      `was ${redactionMark} and ${redactionMark}`,
    )
  })

  it('in any header', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const redactor = createRedactor()
        redactor.add(secret)
        expect(redactor.headers([['X-Debug', `key=${secret}`]])).toEqual([
          ['X-Debug', `key=${redactionMark}`],
        ])
      }),
    )
  })

  it('where one secret is a part of another', () => {
    const redactor = createRedactor()
    redactor.add('shared-prefix')
    redactor.add('shared-prefix-and-more')
    expect(redactor.text('x shared-prefix-and-more y')).toBe(`x ${redactionMark} y`)
  })
})

describe('a secret that nobody made known does not survive', () => {
  const hide = createRedactor().text

  it('in a field that is named for it, down to three strings deep', () => {
    const names = ['accessKey', 'secretKey', 'accessToken', 'refreshToken', 'password', 'signature']
    fc.assert(
      fc.property(secrets, fc.constantFrom(...names), fc.nat({ max: 3 }), (secret, name, depth) => {
        let left: unknown = JSON.parse(hide(nest({ [name]: secret, next: 'kept' }, depth)))
        for (let at = 0; at < depth; at += 1) left = JSON.parse((left as { inner: string }).inner)
        expect(left).toEqual({ [name]: redactionMark, next: 'kept' })
      }),
    )
  })

  it('in such a field of a body that was cut off', () => {
    expect(hide('{"id":1,"accessToken":"abcdefgh')).toBe(`{"id":1,"accessToken":"${redactionMark}`)
    expect(hide('{"body":"{\\"secretKey\\":\\"abc\\\\\\"def')).toBe(
      `{"body":"{\\"secretKey\\":\\"${redactionMark}`,
    )
  })

  it('with spaces about the colon, in any case, twice in a text', () => {
    expect(hide('{"ACCESSKEY" : "abc", "accesskey":"def"}')).toBe(
      `{"ACCESSKEY" : "${redactionMark}", "accesskey":"${redactionMark}"}`,
    )
  })

  it.each([
    ['x-klavi-signature', '"9f86d081884c7d65"'],
    ['X-Klavi-Signature', '"9f86d081884c7d65"'],
    ['access_token', '"opaque"'],
    ['client_secret', '"opaque"'],
    ['clientSecret', '"opaque"'],
    ['secret_key', '"opaque"'],
    ['Authorization', '"Digest abc"'],
    ['Set-Cookie', '"sid=1"'],
    ['accessKey', '12345678'],
    ['secretKey', '-1.5e3'],
  ])('in the field %s: %s', (name, value) => {
    expect(hide(`{"${name}":${value},"next":1}`)).toBe(`{"${name}":"${redactionMark}","next":1}`)
    const inner = JSON.stringify(`{"${name}": ${value}}`)
    expect(hide(`{"log":${inner}}`)).toBe(`{"log":"{\\"${name}\\": \\"${redactionMark}\\"}"}`)
    expect(redactJson({ [name]: JSON.parse(value) as unknown }, hide)).toEqual({
      [name]: redactionMark,
    })
  })

  it('as the user and password of HTTP Basic, which a word behind "Basic" is not', () => {
    expect(hide('sent Basic dXNlcjpwYXNz, got 401')).toBe(`sent Basic ${redactionMark}, got 401`)
    expect(hide('"echo":"Basic bm9ib2R5OmE="')).toBe(`"echo":"Basic ${redactionMark}"`)
    const words = 'Basic authentication failed; BASIC AUTHENTICATION; Basic Authentication'
    expect(hide(words)).toBe(words)
  })

  it('in a form, as a bearer, as a JWT', () => {
    expect(hide('accessKey=abc&x=1')).toBe(`accessKey=${redactionMark}&x=1`)
    expect(hide('access_token=abc&x=1')).toBe(`access_token=${redactionMark}&x=1`)
    expect(hide('sent Bearer abcdefgh12345')).toBe(`sent Bearer ${redactionMark}`)
    expect(hide(`token ${jwt} end`)).toBe(`token ${redactionMark} end`)
  })

  it('in the headers that are secret by name', () => {
    const { headers } = createRedactor()
    expect(
      headers([
        ['Authorization', 'Bearer abc'],
        ['authorization', 'Basic abc'],
        ['Proxy-Authorization', 'x'],
        ['Cookie', 'x'],
        ['Set-Cookie', 'x'],
        ['X-Klavi-Signature', 'x'],
        ['Content-Type', 'application/json'],
      ]),
    ).toEqual([
      ['Authorization', `Bearer ${redactionMark}`],
      ['authorization', redactionMark],
      ['Proxy-Authorization', redactionMark],
      ['Cookie', redactionMark],
      ['Set-Cookie', redactionMark],
      ['X-Klavi-Signature', redactionMark],
      ['Content-Type', 'application/json'],
    ])
  })
})

describe('everything else stays', () => {
  it('byte for byte', () => {
    const redactor = createRedactor()
    redactor.add('a-secret-that-is-not-there')
    const plain =
      '{"id":"c8f0bf49-4744-4933-8960-7add6e590841","status":"ENQUEUED","amount":"4800"}'
    expect(redactor.text(plain)).toBe(plain)
    expect(redactor.text('')).toBe('')
  })

  it('where a value is too short to be a secret', () => {
    const redactor = createRedactor()
    redactor.add('4800')
    expect(redactor.text('{"amount":"4800"}')).toBe('{"amount":"4800"}')
  })

  it('where a secret field holds no text', () => {
    const plain = '{"password":null,"accessKey":true,"secretKey":{},"signature":[]}'
    expect(createRedactor().text(plain)).toBe(plain)
  })

  it('in time that grows with the text, whatever a server sends', () => {
    const redactor = createRedactor()
    redactor.add('a-secret-that-is-not-there')
    // Read anew from each of its characters, each of these would take minutes.
    for (const unit of ['\\', '%25', '%', '%25%', '&#', '"accessKey', '\\"', 'eyJ']) {
      const text = `key ${unit.repeat(1_000_000 / unit.length)}`
      expect(redactor.text(text)).toBe(text)
    }
  })
})

it('redacts a parsed value in every place, and leaves its shape', () => {
  const redactor = createRedactor()
  redactor.add('known-secret')
  expect(
    redactJson(
      { a: ['x known-secret', 7, null], accessToken: 'abc', b: { c: true } },
      redactor.text,
    ),
  ).toEqual({ a: [`x ${redactionMark}`, 7, null], accessToken: redactionMark, b: { c: true } })
})

it('redacts the names in a parsed value, and in a text', () => {
  const redactor = createRedactor()
  redactor.add('known-secret')
  expect(redactJson({ list: [{ 'known-secret': 1, kept: 2 }] }, redactor.text)).toEqual({
    list: [{ [redactionMark]: 1, kept: 2 }],
  })
})

describe('tokens', () => {
  const token = (number: number): string => `opaque-token-${number}-${'x'.repeat(20)}`

  it('the latest are replaced everywhere, an older one in its own view', () => {
    const redactor = createRedactor()
    for (let number = 0; number < 100; number += 1) redactor.addToken(token(number))
    expect(redactor.text(`a ${token(99)} b`)).toBe(`a ${redactionMark} b`)
    const old = Buffer.from(token(0)).toString('base64')
    expect(redactor.within(token(0)).text(`${token(0)} ${encodeURIComponent(token(0))}`)).toBe(
      `${redactionMark} ${redactionMark}`,
    )
    expect(redactor.within(token(0)).text(old)).toContain(redactionMark)
  })

  it('a view still knows the keys', () => {
    const redactor = createRedactor()
    redactor.add('the-secret-key-itself')
    expect(redactor.within(token(1)).text('x the-secret-key-itself')).toBe(`x ${redactionMark}`)
  })
})
