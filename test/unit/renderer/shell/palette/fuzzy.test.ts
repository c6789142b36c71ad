import { describe, expect, it } from 'vitest'
import { fuzzyMatch as match } from '../../../../../shared/search/fuzzy.ts'
import { fold } from '../../../../../renderer/src/ui/fold.ts'

const fuzzyMatch = (query: string, text: string) => match(query, fold(text))
const score = (query: string, text: string): number => fuzzyMatch(query, text)?.score ?? 0

describe('fuzzyMatch', () => {
  it('finds without regard to case and accents', () => {
    expect(fuzzyMatch('itau', 'Banco Itaú')).not.toBeNull()
    expect(fuzzyMatch('credito', 'CRÉDITO Agrícola')).not.toBeNull()
  })

  it('finds words in any order', () => {
    expect(fuzzyMatch('dark theme', 'Theme: Dark')).not.toBeNull()
    expect(fuzzyMatch('dark moon', 'Theme: Dark')).toBeNull()
  })

  it('finds by the first letters of words', () => {
    expect(fuzzyMatch('np', 'New payment')?.hits).toEqual([0, 4])
  })

  it('says which characters were meant', () => {
    expect(fuzzyMatch('pay', 'New payment')?.hits).toEqual([4, 5, 6])
  })

  it('puts the start before the start of a word, that before its middle, and letters last', () => {
    expect(score('pay', 'Payment')).toBeGreaterThan(score('pay', 'New payment'))
    expect(score('pay', 'New payment')).toBeGreaterThan(score('pay', 'Repayment'))
    expect(score('pay', 'Repayment')).toBeGreaterThan(score('pay', 'Pix Any Year'))
    expect(score('pay', 'Pix Any Year')).toBeGreaterThan(0)
  })

  it('takes the shorter of two that match alike', () => {
    expect(score('sand', 'Sandbox')).toBeGreaterThan(score('sand', 'Sandbox of the partner'))
  })

  it('does not call strewn letters a match', () => {
    expect(fuzzyMatch('zz', 'Theme: Dark')).toBeNull()
    expect(fuzzyMatch('sne', 'Switch the environment')).toBeNull()
  })

  it('finds everything for nothing', () => {
    expect(fuzzyMatch('', 'Anything')?.hits).toEqual([])
  })
})
