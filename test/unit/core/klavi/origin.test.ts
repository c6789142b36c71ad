import { describe, expect, it } from 'vitest'
import { isLoopback, parseOrigin } from '../../../../core/klavi/origin.ts'
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
    ['', 'invalid-input'],
    ['https://', 'invalid-input'],
    ['javascript:alert(1)', 'invalid-input'],
  ])('%j is refused: %s', (typed, code) => {
    expect(codeOf(typed)).toBe(code)
  })
})
