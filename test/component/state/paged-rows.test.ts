import { waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { PagedRows } from '../../../renderer/src/state/paged-rows.svelte.ts'

describe('rows of a long list', () => {
  const source = (total: number) => {
    const asked: number[] = []
    return {
      asked,
      read: (offset: number, limit: number) => {
        asked.push(offset)
        const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, at) => offset + at)
        return Promise.resolve({ rows, offset, total })
      },
    }
  }

  it('are known by number at once and read as they are looked at, each page once', async () => {
    const list = new PagedRows<number>()
    const { asked, read } = source(100_000)
    await list.ask(read)
    expect(list.total).toBe(100_000)
    expect(list.rows[199]).toBe(199)
    expect(list.rows[99_999]).toBeNull()
    list.want(99_980, 100_000)
    list.want(99_981, 100_000)
    await waitFor(() => expect(list.rows[99_999]).toBe(99_999))
    expect(asked).toEqual([0, 99_800])
  })

  it('drop the answer to an earlier question', async () => {
    const list = new PagedRows<number>()
    let late: (() => void) | undefined
    const first = list.ask(
      () =>
        new Promise((done) => {
          late = () => done({ rows: [1], offset: 0, total: 1 })
        }),
    )
    await list.ask(source(3).read)
    late?.()
    await first
    expect(list.total).toBe(3)
  })
})
