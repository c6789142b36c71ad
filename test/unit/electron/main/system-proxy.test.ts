import { expect, test } from 'vitest'
import { readProxyAnswer } from '../../../../electron/main/system-proxy.ts'

test.each([
  ['DIRECT', undefined],
  ['', undefined],
  ['PROXY proxy.example.com:3128', 'http://proxy.example.com:3128'],
  ['PROXY proxy.example.com:3128; DIRECT', 'http://proxy.example.com:3128'],
  ['HTTPS secure.example.com:443', 'https://secure.example.com:443'],
  ['SOCKS5 10.0.0.1:1080;PROXY other:1', 'socks5h://10.0.0.1:1080'],
  ['SOCKS [::1]:1080', 'socks4a://[::1]:1080'],
  ['QUIC quick.example.com:443; PROXY plain:8080', 'http://plain:8080'],
  ['QUIC quick.example.com:443', undefined],
  ['DIRECT; PROXY never:1', undefined],
])('%j', (answer, address) => {
  expect(readProxyAnswer(answer)).toBe(address)
})
