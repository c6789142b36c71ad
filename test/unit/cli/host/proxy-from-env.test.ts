import { describe, expect, it } from 'vitest'
import { proxyFromEnv } from '../../../../cli/host/proxy-from-env.ts'

const env = { HTTPS_PROXY: 'http://proxy.example.com:3128', HTTP_PROXY: 'plain.example.com:8080' }

describe('proxyFromEnv', () => {
  it('goes by the scheme of the origin', () => {
    expect(proxyFromEnv('https://api.klavi.ai', env)).toBe('http://proxy.example.com:3128')
    expect(proxyFromEnv('http://intranet', env)).toBe('http://plain.example.com:8080')
    expect(proxyFromEnv('https://api.klavi.ai', {})).toBeUndefined()
  })

  it('prefers the lower-case name, as curl does', () => {
    const both = { ...env, https_proxy: 'http://lower.example.com' }
    expect(proxyFromEnv('https://api.klavi.ai', both)).toBe('http://lower.example.com')
  })

  it.each(['https://127.0.0.1:9', 'https://localhost', 'https://[::1]:1'])(
    'never proxies %s',
    (origin) => {
      expect(proxyFromEnv(origin, env)).toBeUndefined()
    },
  )

  it.each([
    ['*', true],
    ['klavi.ai', true],
    ['.klavi.ai', true],
    ['*.klavi.ai', true],
    ['other.com, api.klavi.ai:443', true],
    ['api.klavi.ai:8443', false],
    ['lavi.ai', false],
    ['', false],
  ])('NO_PROXY=%s exempts: %s', (list, exempt) => {
    const found = proxyFromEnv('https://api.klavi.ai', { ...env, NO_PROXY: list })
    expect(found === undefined).toBe(exempt)
  })

  it.each([
    ['10.0.0.0/8', true],
    ['10.1.2.3', true],
    ['10.1.2.3:8443', true],
    ['192.168.0.0/16', false],
    ['1.2.3', false],
  ])('NO_PROXY=%s exempts an address: %s', (list, exempt) => {
    const found = proxyFromEnv('https://10.1.2.3:8443', { ...env, NO_PROXY: list })
    expect(found === undefined).toBe(exempt)
  })
})
