import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  orderSentences,
  reasonSentences,
  statusSentences,
} from '../../../../cli/output/code-words.ts'
import { stateSentences } from '../../../../messages/state-words.ts'

const catalogue = Object.keys(
  JSON.parse(
    readFileSync(new URL('../../../../messages/en/statuses.json', import.meta.url), 'utf8'),
  ) as object,
)
const keys = (prefix: string): string[] =>
  catalogue.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))

describe('the sentences for codes', () => {
  it('are all that the catalogue has', () => {
    expect(['unknown', ...Object.keys(statusSentences)].sort()).toEqual(keys('status_').sort())
    expect(Object.keys(reasonSentences).sort()).toEqual(keys('reason_').sort())
    expect(Object.keys(stateSentences).sort()).toEqual(keys('state_').sort())
    expect(Object.keys(orderSentences).sort()).toEqual(
      keys('order_')
        .map((key) => key.replace('_', '-'))
        .sort(),
    )
  })
})
