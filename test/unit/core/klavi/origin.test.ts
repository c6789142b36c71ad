import { describe, expect, it } from 'vitest'
import {
  isLoopback,
  mentionsKlavi,
  parseOrigin,
  unicodeHost,
} from '../../../../core/klavi/origin.ts'
import { type KlaviError } from '../../../../core/failure.ts'

const codeOf = (typed: string): string => {
  try {
    return parseOrigin(typed)
  } catch (error) {
    return (error as KlaviError).code
  }
}

describe('loopback', () => {
  it.each([
    'http://localhost',
    'http://LOCALHOST:80',
    'http://127.0.0.1:8080',
    'http://127.9.9.9',
    'http://[::1]:3000',
    // The URL parser reads these as 127.0.0.1.
    'http://2130706433',
    'http://0x7f.1',
    'http://127.1',
  ])('%s is this machine', (url) => {
    expect(isLoopback(new URL(url))).toBe(true)
  })

  it.each([
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://evil.example/127.0.0.1',
    'http://localhost@evil.example',
    'http://0.0.0.0',
    'http://[::2]',
    'http://128.0.0.1',
    'http://10.0.0.1',
    'http://1270.0.0.1.example',
  ])('%s is not', (url) => {
    expect(isLoopback(new URL(url))).toBe(false)
  })
})

describe('an origin', () => {
  it.each([
    ['https://api.klavi.ai', 'https://api.klavi.ai'],
    ['https://api.klavi.ai/', 'https://api.klavi.ai'],
    ['HTTPS://API.KLAVI.AI:443', 'https://api.klavi.ai'],
    ['https://api.klavi.ai:8443', 'https://api.klavi.ai:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
  ])('%s is %s', (typed, origin) => {
    expect(parseOrigin(typed)).toBe(origin)
  })

  it.each([
    ['http://api.klavi.ai', 'insecure-origin'],
    ['http://127.0.0.1.evil.example', 'insecure-origin'],
    ['ftp://127.0.0.1', 'insecure-origin'],
    ['file:///etc/passwd', 'invalid-input'],
    ['https://user@api.klavi.ai', 'invalid-input'],
    ['https://api.klavi.ai@evil.example', 'invalid-input'],
    ['https://:pass@api.klavi.ai', 'invalid-input'],
    ['https://api.klavi.ai/payment', 'invalid-input'],
    ['https://api.klavi.ai?x=1', 'invalid-input'],
    ['https://api.klavi.ai#x', 'invalid-input'],
    ['api.klavi.ai', 'invalid-input'],
    // A URL parser reads each of these as some host; a person reads another one, or none.
    ['https:api.klavi.ai', 'invalid-input'],
    ['https:/api.klavi.ai', 'invalid-input'],
    ['https:\\\\api.klavi.ai', 'invalid-input'],
    ['https://evil.example\\@api.klavi.ai', 'invalid-input'],
    ['https://%61pi.klavi.ai', 'invalid-input'],
    ['https://api.kla\tvi.ai', 'invalid-input'],
    [' https://api.klavi.ai', 'invalid-input'],
    ['https://api.klavi.ai.', 'invalid-input'],
    ['https://api.klavi.ai.:443', 'invalid-input'],
    ['https://api..klavi.ai', 'invalid-input'],
    ['https://api.klavi.ai:', 'https://api.klavi.ai'],
    ['https://api.klavi.ai:99999', 'invalid-input'],
    // Cyrillic а and і, Greek ο and ν, a one for an l, rn for m.
    ['https://\u0430pi.klavi.ai', 'origin-look-alike'],
    ['https://api.klav\u0456.ai', 'origin-look-alike'],
    ['https://api.kla\u03bdi.ai', 'origin-look-alike'],
    ['https://api.k1avi.ai', 'origin-look-alike'],
    ['https://api.xn--klav-l9d.ai', 'origin-look-alike'],
    ['https://xn--pi-6kc.example', 'origin-look-alike'],
    ['', 'invalid-input'],
    ['https://', 'invalid-input'],
    ['javascript:alert(1)', 'invalid-input'],
  ])('%j is refused: %s', (typed, code) => {
    expect(codeOf(typed)).toBe(code)
  })
})

describe('a host in letters that are not ASCII', () => {
  it('is shown as people read it', () => {
    expect(unicodeHost('https://xn--mnchen-3ya.example')).toBe('münchen.example')
    expect(unicodeHost('https://api.klavi.ai')).toBeUndefined()
  })
})

describe('a host that bears Klavi’s name', () => {
  it.each([
    ['https://api.klavi.ai', false],
    ['https://klavi.ai:8443', false],
    ['https://api.klavi.ai.example', true],
    ['https://api-klavi.ai', true],
    ['https://k1avi.example', true],
    ['https://bank.example', false],
  ])('%s without being Klavi’s: %s', (origin, mentions) => {
    expect(mentionsKlavi(origin)).toBe(mentions)
  })
})
