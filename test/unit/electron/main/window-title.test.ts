import { afterEach, expect, test } from 'vitest'
import { builtInName, windowTitle } from '../../../../electron/main/window-title.ts'
import { useLanguage } from '../../../../messages/index.ts'

afterEach(() => useLanguage(() => 'en'))

test('names the environment, in the language in force', () => {
  expect(windowTitle(builtInName('production') ?? '')).toBe('Klavi Tester — Production')
  expect(windowTitle('Production', true)).toBe('Klavi Tester — Production — unlocked')
  useLanguage(() => 'pt-BR')
  expect(windowTitle(builtInName('production') ?? '')).toBe('Klavi Tester — Produção')
})

test.each(['mine', 'toString', ''])('%j is not built in', (id) => {
  expect(builtInName(id)).toBeUndefined()
})
