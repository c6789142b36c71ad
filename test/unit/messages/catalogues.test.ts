import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { m, nearestLanguage, useLanguage } from '../../../messages/index.ts'

const folder = join(import.meta.dirname, '../../../messages')
const files = readdirSync(join(folder, 'en')).filter((name) => name.endsWith('.json'))

/** The messages of one language, by file and key; variants are flattened to their texts. */
function catalogue(language: string): Map<string, string> {
  const messages = new Map<string, string>()
  for (const file of files) {
    const text = readFileSync(join(folder, language, file), 'utf8')
    for (const [key, value] of Object.entries(JSON.parse(text) as Record<string, unknown>)) {
      if (!key.startsWith('$')) messages.set(`${file} ${key}`, flat(value))
    }
  }
  return messages
}

const flat = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

const english = catalogue('en')
const portuguese = catalogue('pt-BR')

describe('the two catalogues', () => {
  it('have the same files and the same messages', () => {
    expect(readdirSync(join(folder, 'pt-BR')).sort()).toEqual(
      readdirSync(join(folder, 'en')).sort(),
    )
    expect([...portuguese.keys()].sort()).toEqual([...english.keys()].sort())
    expect(english.size).toBeGreaterThan(200)
  })

  it('have the same places to fill', () => {
    const differ = [...english].filter(
      ([key, text]) => places(text).join() !== places(portuguese.get(key) ?? '').join(),
    )
    expect(differ).toEqual([])
  })

  it('leave nothing empty', () => {
    for (const messages of [english, portuguese]) {
      expect([...messages].filter(([, text]) => text.trim() === '')).toEqual([])
    }
  })

  it('use no key twice', () => {
    const keys = [...english.keys()].map((key) => key.split(' ')[1])
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('what was compiled of them', () => {
  it('is not empty, and has every message', () => {
    const compiled = new Set(Object.keys(m))
    const missing = [...english.keys()].map((key) => key.split(' ')[1] ?? '')
    expect(missing.filter((key) => !compiled.has(key))).toEqual([])
  })

  it('speaks the language in force', () => {
    useLanguage(() => 'en')
    expect(m.error_connect({ host: 'a' })).toBe(
      english.get('errors.json error_connect')?.replace('{host}', 'a'),
    )
    useLanguage(() => 'pt-BR')
    expect(m.error_connect({ host: 'a' })).toBe(
      portuguese.get('errors.json error_connect')?.replace('{host}', 'a'),
    )
    useLanguage(() => 'en')
  })
})

it.each([
  [['pt-BR'], 'pt-BR'],
  [['pt_BR.UTF-8'], 'pt-BR'],
  [['pt-PT', 'en'], 'pt-BR'],
  [['PT'], 'pt-BR'],
  [['en-GB', 'pt'], 'en'],
  [['de', 'pt-BR', 'en'], 'pt-BR'],
  [['de', 'fr'], 'en'],
  [['C'], 'en'],
  [[], 'en'],
])('of %j the nearest language is %s', (locales, language) => {
  expect(nearestLanguage(locales)).toBe(language)
})
