import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withNewest } from '../../../../renderer/src/state/newest-rows.ts'

const row = (id: string, at: string, note = '') => ({ id, at, note })

it('puts what comes where its time is, and a known one in its old place', () => {
  const list = [row('a', '1'), row('b', '3'), row('c', '3')]
  const come = [row('d', '4'), row('b', '3', 'new'), row('e', '2')]
  const { list: after, added } = withNewest(list, come, 100)
  expect(after.map(({ id }) => id)).toEqual(['a', 'e', 'b', 'c', 'd'])
  expect(after[2]?.note).toBe('new')
  expect(added).toBe(2)
  expect(list).toHaveLength(3)
})

it('is in order and holds each once, whatever comes in whatever order', () => {
  const rows = fc.array(fc.record({ id: fc.nat(40), at: fc.nat(9) }))
  fc.assert(
    fc.property(rows, rows, (first, second) => {
      // An exchange never changes its time.
      const times = new Map<number, number>()
      const fixed = (list: { id: number; at: number }[]) =>
        list.map(({ id, at }) => {
          if (!times.has(id)) times.set(id, at)
          return row(String(id), String(times.get(id)))
        })
      const before = withNewest([], fixed(first), 1_000)
      const after = withNewest(before.list, fixed(second), 1_000)
      expect(after.list.map(({ at }) => at)).toEqual(after.list.map(({ at }) => at).sort())
      expect(new Set(after.list.map(({ id }) => id)).size).toBe(after.list.length)
      expect(after.list).toHaveLength(times.size)
      expect(before.added + after.added).toBe(times.size)
    }),
  )
})

it('lets the oldest go beyond its measure, but not with each row', () => {
  const many = Array.from({ length: 110 }, (_, index) => row(String(index), String(1000 + index)))
  expect(withNewest([], many, 100).list).toHaveLength(110)
  const { list, added } = withNewest(many, [row('new', '2000')], 100)
  expect(list).toHaveLength(100)
  expect(list.at(-1)?.id).toBe('new')
  expect(added).toBe(1)
})
