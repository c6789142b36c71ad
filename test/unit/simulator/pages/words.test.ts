import { describe, expect, it } from 'vitest'
import { pageLanguage } from '../../../../simulator/pages/words.ts'

describe('the language of a page', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['de-DE,fr;q=0.5', 'en'],
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt-BR'],
    ['PT', 'pt-BR'],
    ['en-US,en;q=0.9,pt;q=0.8', 'en'],
    ['en;q=0.3, pt-PT;q=0.7', 'pt-BR'],
    ['de,pt;q=0', 'en'],
    ['ptx', 'en'],
  ])('of a browser that asks for %s is %s', (header, language) => {
    expect(pageLanguage(header)).toBe(language)
  })
})
