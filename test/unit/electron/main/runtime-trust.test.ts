import { expect, test } from 'vitest'
import { isRuntimeTrusted } from '../../../../electron/main/runtime-trust.ts'

test.each([
  ['45.4.1', true],
  ['46.0.0', true],
  ['44.9.9', false],
  ['33.4.11', false],
  ['4.5.0', false],
  ['', false],
  [undefined, false],
  ['x45', false],
])('Electron %s where 45 is pinned: %s', (version, trusted) => {
  expect(isRuntimeTrusted(version, 45)).toBe(trusted)
})

test('a build that pins nothing trusts nothing', () => {
  expect(isRuntimeTrusted('45.4.1', Number.NaN)).toBe(false)
})
