import { afterEach, describe, expect, it } from 'vitest'
import { options, verbs } from '../../../../cli/args/options.ts'
import { helpText } from '../../../../cli/output/help.ts'
import { useLanguage, type Language } from '../../../../messages/index.ts'
import { RECIPES } from '../../../../simulator/index.ts'

afterEach(() => useLanguage(() => 'en'))

describe.each<Language>(['en', 'pt-BR'])('help in %s', (language) => {
  it('names every verb and every shared option', () => {
    useLanguage(() => language)
    const text = helpText()
    for (const verb of verbs) expect(text).toContain(`  ${verb} `)
    for (const { name, verbs: own } of options) {
      if (own === undefined) expect(text).toContain(`--${name}`)
    }
  })

  it.each(verbs)('explains %s with its own options and an example', (verb) => {
    useLanguage(() => language)
    const text = helpText(verb)
    for (const { name, verbs: own } of options) {
      if (own?.includes(verb)) expect(text).toContain(`--${name}`)
    }
    expect(text).toContain(`  klavi-tester ${verb}`)
  })
})

it('lists the recipes of the simulator in the person’s language', () => {
  const english = helpText('simulate')
  useLanguage(() => 'pt-BR')
  const portuguese = helpText('simulate')
  for (const recipe of RECIPES) {
    const words = `  ${recipe.name} `
    const line = (text: string) => text.split('\n').find((it) => it.startsWith(words))
    expect(line(english)).toBeDefined()
    expect(line(portuguese)).toBeDefined()
    expect(line(portuguese)).not.toBe(line(english))
  }
})
