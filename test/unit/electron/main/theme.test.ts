import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { applyTheme, backgroundInForce, backgrounds } from '../../../../electron/main/theme.ts'

test("the window's first colour is the page's own", () => {
  const tokens = readFileSync('renderer/src/styles/tokens.css', 'utf8')
  const surfaces = [...tokens.matchAll(/--surface-0:\s*(#[0-9a-f]{6})/g)].map(
    ([, colour]) => colour,
  )
  expect(surfaces).toEqual([backgrounds.light, backgrounds.dark])
  expect(backgroundInForce({ shouldUseDarkColors: true })).toBe(backgrounds.dark)
})

test('the setting is handed on, and only when it changed', () => {
  let writes = 0
  const native = {
    now: 'system' as 'system' | 'light' | 'dark',
    get themeSource() {
      return this.now
    },
    set themeSource(next) {
      writes += 1
      this.now = next
    },
  }
  applyTheme(native, 'dark')
  applyTheme(native, 'dark')
  expect([native.now, writes]).toEqual(['dark', 1])
})
