import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '../../../../cli/args/nearest.ts'

describe('nearest', () => {
  const verbs = ['demo', 'pay', 'watch', 'history']

  it.each([
    ['wach', 'watch'],
    ['hsitory', 'history'],
    ['his', 'history'],
    ['PAY', 'pay'],
    ['pya', 'pay'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearest(typed, verbs)).toBe(meant)
  })

  it('suggests nothing that is far away', () => {
    expect(nearest('simulate', verbs)).toBeUndefined()
    expect(nearest('x', verbs)).toBeUndefined()
  })

  it('counts a swap of neighbours as one edit', () => {
    expect(editDistance('watch', 'wacth')).toBe(1)
    expect(editDistance('', 'pay')).toBe(3)
  })
})
