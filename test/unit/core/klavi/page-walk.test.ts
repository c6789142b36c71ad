import { describe, expect, it } from 'vitest'
import { pageWalk } from '../../../../core/klavi/page-walk.ts'

const page = (afterCursor?: unknown) => ({ data: [], cursor: { afterCursor } })

describe('the pages of a list', () => {
  it('end where there is no cursor, or one that points to its own page', () => {
    for (const last of [undefined, null, '', 'b']) {
      const walk = pageWalk()
      expect([walk.after(page('a')), walk.after(page('b'))]).toEqual(['a', 'b'])
      expect([walk.after(page(last)), walk.cut()]).toEqual([undefined, undefined])
    }
  })

  it('are no list that ended where they lead back to one before', () => {
    const walk = pageWalk()
    expect([walk.after(page('a')), walk.after(page('b')), walk.after(page('a'))]).toEqual([
      'a',
      'b',
      undefined,
    ])
    expect(walk.cut()).toBe('circle')
  })

  it('are followed a thousand deep, and it is said that there were more', () => {
    const walk = pageWalk()
    let pages = 1
    while (walk.after(page(pages)) !== undefined) pages += 1
    expect([pages, walk.cut()]).toEqual([1_000, 'pages'])
  })
})
