import { expect, it } from 'vitest'
import { readProxy } from '../../../../../core/klavi/http/proxy-address.ts'

it.each([
  ['http://proxy:3128', 'http', 'http://proxy:3128'],
  ['proxy.example:3128', 'http', 'http://proxy.example:3128'],
  ['https://u:p@proxy:3129', 'https', 'https://proxy:3129'],
  ['socks5://u:p@proxy:1080', 'socks', 'socks5://proxy:1080'],
  ['socks5h://[::1]:1080', 'socks', 'socks5h://[::1]:1080'],
  ['u:p@proxy:3128', 'http', 'http://proxy:3128'],
])('%s is a proxy by %s, shown as %s', (text, kind, name) => {
  expect(readProxy(text)).toMatchObject({ kind, name })
})

it.each([undefined, '', 'none'])('%j is none', (text) => {
  expect(readProxy(text)).toBeUndefined()
})

it.each(['ftp://u:secret@h', 'http://', 'http://u:secret@h:99999', 'socks5://'])(
  '%s is refused without being repeated',
  (text) => {
    try {
      readProxy(text)
      expect.unreachable()
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'proxy', mayHaveArrived: false })
      expect(JSON.stringify(thrown)).not.toContain('secret')
    }
  },
)
