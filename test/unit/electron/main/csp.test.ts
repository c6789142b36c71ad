import { expect, test } from 'vitest'
import { buildCsp } from '../../../../electron/main/csp.ts'

const policy = new Map(
  buildCsp('abc=')
    .split('; ')
    .map((line) => {
      const [name = '', ...sources] = line.split(' ')
      return [name, sources] as const
    }),
)

test('what is not named is forbidden', () => {
  expect(policy.get('default-src')).toEqual(["'none'"])
})

test('scripts come from files of the app only', () => {
  expect(policy.get('script-src')).toEqual(["'self'"])
})

test('styles come from files of the app or carry the nonce', () => {
  expect(policy.get('style-src')).toEqual(["'self'", "'nonce-abc='"])
})

test.each(['connect-src', 'form-action', 'base-uri', 'frame-ancestors', 'object-src'])(
  '%s is closed',
  (name) => {
    expect(policy.get(name)).toEqual(["'none'"])
  },
)

test('nothing is loosened, and nothing comes from a server', () => {
  expect(buildCsp('x')).not.toMatch(/unsafe|https?:|\*|blob:/)
})
