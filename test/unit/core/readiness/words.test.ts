import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkWords, reasonSentences } from '../../../../core/readiness/sentences.ts'
import { suiteFor } from '../../../../core/readiness/suite.ts'
import { checkInfo } from '../../../../core/readiness/words.ts'

const room = join(import.meta.dirname, '../../../../core/readiness')

it.each(['g1', 'g2', 'g3'] as const)('has words for every check of %s, each id once', (dialect) => {
  const suite = suiteFor(dialect)
  for (const check of suite) {
    const { title, proves, how } = checkInfo(check)
    expect([title, proves, how]).not.toContain('')
    expect(title).not.toBe(check.id)
  }
  expect(new Set(suite.map(({ id }) => id)).size).toBe(suite.length)
})

it('has a sentence for every reason that a check gives, and no other', () => {
  const files = [...readdirSync(join(room, 'checks')).map((name) => join('checks', name))]
  const text = [...files, 'scene.ts', 'run-suite.ts']
    .map((name) => readFileSync(join(room, name), 'utf8'))
    .join('\n')
  const given = [...text.matchAll(/(?:passed|failed|notApplicable|needsPerson)\(\s*'([\w-]+)'/g)]
  for (const [, code = ''] of given) {
    expect(Object.keys(reasonSentences())).toContain(code)
  }
  expect(Object.keys(checkWords()).length).toBeGreaterThan(30)
})
