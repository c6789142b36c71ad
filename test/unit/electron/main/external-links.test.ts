import { expect, test } from 'vitest'
import { createConsentHosts, isLoopbackHost } from '../../../../electron/main/external-links.ts'

function hosts(...consentUrls: (string | undefined)[]) {
  const made = createConsentHosts()
  for (const url of consentUrls) made.add(url)
  return made
}

test('opens https at a host that a payment named', () => {
  const { allowed } = hosts('https://bank.example/consent/1')
  expect(allowed('https://bank.example/consent/1')).toBe('https://bank.example/consent/1')
  expect(allowed('https://bank.example/other?x=1')).toBe('https://bank.example/other?x=1')
})

test('opens the simulator on http loopback', () => {
  const { allowed } = hosts('http://127.0.0.1:4711/consent/1')
  expect(allowed('http://127.0.0.1:4711/consent/1')).toBe('http://127.0.0.1:4711/consent/1')
})

test.each([
  'https://evil.example/',
  'https://bank.example.evil.example/consent',
  'https://bank.example@evil.example/consent',
  'https://user:pass@bank.example/consent',
  'https://bank.example:8443/consent',
  'http://bank.example/consent',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,hi',
  'vbscript:x',
  'smb://bank.example/share',
  '//bank.example/consent',
  'bank.example',
  '',
])('does not open %s', (address) => {
  const { allowed } = hosts(
    'https://bank.example/consent/1',
    'https://user@evil.example/',
    undefined,
  )
  expect(allowed(address)).toBeUndefined()
})

test('a consent URL over plain http does not make its host openable', () => {
  expect(hosts('http://bank.example/').allowed('http://bank.example/')).toBeUndefined()
})

test('a scheme is part of what was named', () => {
  expect(hosts('http://localhost:80/').allowed('https://localhost/')).toBeUndefined()
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['[::1]', true],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['10.0.0.1', false],
  ['0.0.0.0', false],
])('loopback: %s is %s', (host, loopback) => {
  expect(isLoopbackHost(host)).toBe(loopback)
})
