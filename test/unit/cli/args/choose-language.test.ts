import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '../../../../cli/args/choose-language.ts'

describe('chooseLanguage', () => {
  it('believes --lang first', () => {
    expect(chooseLanguage('pt-BR', { LANG: 'en_US.UTF-8' })).toBe('pt-BR')
    expect(chooseLanguage('pt', {})).toBe('pt-BR')
    expect(chooseLanguage('en', { LANG: 'pt_BR.UTF-8' })).toBe('en')
    expect(chooseLanguage('de', {})).toBeUndefined()
  })

  it('reads LC_ALL, then LC_MESSAGES, then LANG', () => {
    expect(chooseLanguage(undefined, { LC_ALL: 'pt_BR', LANG: 'en_US' })).toBe('pt-BR')
    expect(chooseLanguage(undefined, { LC_ALL: 'C', LC_MESSAGES: 'pt_BR' })).toBe('en')
    expect(chooseLanguage(undefined, { LC_ALL: '', LC_MESSAGES: 'pt_PT' })).toBe('pt-BR')
    expect(chooseLanguage(undefined, { LANG: 'pt_BR.UTF-8' })).toBe('pt-BR')
    expect(chooseLanguage(undefined, {})).toBe('en')
  })
})
