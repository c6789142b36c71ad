import { afterEach, describe, expect, it } from 'vitest'
import { options, takes, verbs, type Verb } from '../../../../cli/args/options.ts'
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

it.each(verbs)('says each option of %s once', (verb) => {
  const names = options.filter((option) => takes(option, verb)).map(({ name }) => name)
  expect(names).toEqual([...new Set(names)])
})

it.each<[verb: Verb, option: string, says: RegExp, not: RegExp]>([
  ['participants', 'search', /banks/, /payment/],
  ['participants', 'limit', /banks/, /payment|20/],
  ['history', 'limit', /payments.*20/, /banks/],
  ['drift', 'as', /json\|markdown/, /curl/],
  ['payload', 'as', /curl/, /markdown/],
  ['request', 'confirm-amount', /body/, /payload/],
  ['pay', 'proxy', /socks5/, /an HTTP proxy/],
  ['env', 'proxy', /socks5/, /--env custom/],
  ['env', 'dialect', /g1/, /--env custom/],
  ['simulate', 'dialect', /g1/, /--env custom/],
  ['readiness', 'timeout', /900/, /3900/],
])('%s says what its own --%s is', (verb, option, says, not) => {
  const line = helpText(verb)
    .split('\n')
    .find((one) => one.startsWith(`  --${option} `))
  expect(line).toMatch(says)
  expect(line).not.toMatch(not)
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
