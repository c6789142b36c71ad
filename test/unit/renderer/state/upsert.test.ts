import { describe, expect, it } from 'vitest'
import { upsert } from '../../../../renderer/src/state/upsert.ts'

describe('upsert', () => {
  const key = (item: { id: number }): string => String(item.id)

  it('changes in place and adds at the end', () => {
    const list = [
      { id: 1, n: 'a' },
      { id: 2, n: 'b' },
    ]
    const changed = [
      { id: 3, n: 'c' },
      { id: 1, n: 'A' },
    ]
    expect(upsert(list, changed, key).map((item) => item.n)).toEqual(['A', 'b', 'c'])
  })
})
