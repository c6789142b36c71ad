import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { peekSettings, resolveLanguage } from '../../../../electron/main/preferences.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'klavi-peek-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const write = (text: string) => writeFileSync(join(folder, 'settings.json'), text)

test('reads what the first paint needs', () => {
  write('{"theme":"dark","language":"pt-BR","environmentId":"sandbox","version":1}')
  expect(peekSettings(folder)).toMatchObject({
    theme: 'dark',
    language: 'pt-BR',
    environmentId: 'sandbox',
  })
})

test.each(['{', 'null', '[]', '7', '{"theme":"blue","environmentId":""}'])(
  'the defaults, for a file of %s',
  (text) => {
    write(text)
    expect(peekSettings(folder)).toMatchObject({ theme: 'system', environmentId: 'simulator' })
  },
)

test('the defaults, without a file', () => {
  expect(peekSettings(folder)).toMatchObject({ theme: 'system', language: 'system' })
})

test('the language follows the system until one is chosen', () => {
  expect(resolveLanguage('system', ['fr-FR', 'pt-PT', 'en-US'])).toBe('pt-BR')
  expect(resolveLanguage('system', ['fr-FR'])).toBe('en')
  expect(resolveLanguage('en', ['pt-BR'])).toBe('en')
})
