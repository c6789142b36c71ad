import { fireEvent, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { rowAfterKey, rowWindow, scrollToShow } from '../../../renderer/src/ui/virtual-window.ts'
import Host from './hosts/table-host.svelte'

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `r${index}` }))
const grid = (): HTMLElement => screen.getByRole('grid', { name: 'Status log' })
const chosen = (): string | null =>
  document
    .getElementById(grid().getAttribute('aria-activedescendant') ?? '')
    ?.textContent?.trim() ?? null

async function scrollTo(top: number): Promise<void> {
  grid().scrollTop = top
  await fireEvent.scroll(grid())
}

describe('VirtualTable', () => {
  test('100,000 rows: draws what is in view, says how many there are', async () => {
    render(Host, { rows: rows(100_000) })
    expect(grid()).toHaveAttribute('aria-rowcount', '100001')
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent?.trim())).toEqual([
      'Id',
      'Status',
    ])
    await scrollTo(50_000 * 32)
    expect(screen.getByText('r50000').closest('[role=row]')).toHaveAttribute(
      'aria-rowindex',
      '50002',
    )
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
  })

  test('one tab stop; arrows, Home, End and pages move; Enter opens', async () => {
    const onactivate = vi.fn()
    render(Host, { rows: rows(100_000), onactivate })
    await userEvent.tab()
    expect(grid()).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(chosen()).toContain('r1')
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent('r1')
    await userEvent.keyboard('{End}')
    await fireEvent.scroll(grid())
    expect(chosen()).toContain('r99999')
    await userEvent.keyboard('{PageUp}')
    await fireEvent.scroll(grid())
    expect(chosen()).toContain('r99986')
    await userEvent.keyboard('{Home}')
    await fireEvent.scroll(grid())
    expect(chosen()).toContain('r0')
    await userEvent.keyboard('{Enter}')
    expect(onactivate).toHaveBeenCalledExactlyOnceWith({ id: 'r0' })
  })

  test('a click chooses, a double click opens', async () => {
    const onactivate = vi.fn()
    render(Host, { rows: rows(50), onactivate })
    await userEvent.click(screen.getByText('r3'))
    expect(screen.getByRole('status')).toHaveTextContent('r3')
    expect(onactivate).not.toHaveBeenCalled()
    await userEvent.dblClick(screen.getByText('r4'))
    expect(onactivate).toHaveBeenCalledExactlyOnceWith({ id: 'r4' })
  })

  test('the choice stays with its row when rows come before it', async () => {
    const { rerender } = render(Host, { rows: rows(5), startSelected: 'r2' })
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent('r2')
    await rerender({ rows: [{ id: 'new' }, ...rows(5)] })
    expect(screen.getByRole('row', { selected: true })).toHaveTextContent('r2')
  })

  test('follows the newest row until scrolled away, and again at the end', async () => {
    const { rerender } = render(Host, { rows: rows(100), startFollowing: true })
    expect(grid().scrollTop).toBeGreaterThanOrEqual(100 * 32)
    await fireEvent.scroll(grid())
    await rerender({ rows: rows(200) })
    expect(grid().scrollTop).toBeGreaterThanOrEqual(200 * 32)
    await fireEvent.scroll(grid())
    expect(screen.queryByRole('button')).toBeNull()

    await scrollTo(40)
    expect(screen.getByRole('status')).toHaveTextContent('false')
    await rerender({ rows: rows(300) })
    expect(grid().scrollTop).toBe(40)

    await userEvent.click(screen.getByRole('button', { name: 'Jump to the latest' }))
    expect(grid().scrollTop).toBeGreaterThanOrEqual(300 * 32)
    expect(screen.getByRole('status')).toHaveTextContent('true')
  })

  test('what is looked at stays where it is while rows come and go above it', async () => {
    const all = rows(300)
    const { rerender } = render(Host, { rows: all, startFollowing: true })
    await fireEvent.scroll(grid())
    await scrollTo(100 * 32 + 5)
    await rerender({ rows: all.slice(40) })
    expect(grid().scrollTop).toBe(60 * 32 + 5)
    await rerender({ rows: all })
    expect(grid().scrollTop).toBe(100 * 32 + 5)
    // Where the row itself is gone there is nothing to stay at.
    await rerender({ rows: all.slice(200) })
    expect(grid().scrollTop).toBe(100 * 32 + 5)
  })

  test('rows that arrive before the jump is heard of do not let go', async () => {
    const { rerender } = render(Host, { rows: rows(100), startFollowing: true })
    await fireEvent.scroll(grid())
    await rerender({ rows: rows(300) })
    // The event of a jump to what was the end, at row 200, comes when there are 300.
    await scrollTo(200 * 32)
    expect(screen.getByRole('status')).toHaveTextContent('true')
  })

  test('empty', async () => {
    render(Host, { rows: [] })
    expect(screen.getByText('Nothing yet')).toBeVisible()
    await userEvent.tab()
    await userEvent.keyboard('{ArrowDown}{End}{Enter}')
    expect(grid()).not.toHaveAttribute('aria-activedescendant')
  })
})

describe('row window', () => {
  test('covers the viewport with some more, within the rows', () => {
    expect(rowWindow(1000, 32, 3200, 320, 2)).toEqual({ first: 98, end: 112 })
    expect(rowWindow(1000, 32, 0, 320, 2)).toEqual({ first: 0, end: 12 })
    expect(rowWindow(5, 32, 0, 320)).toEqual({ first: 0, end: 5 })
    expect(rowWindow(0, 32, 0, 320)).toEqual({ first: 0, end: 0 })
    // Fewer rows than before, scrolled further than they reach.
    expect(rowWindow(3, 32, 9000, 320)).toEqual({ first: 2, end: 3 })
  })

  test('shows a row with the least movement', () => {
    expect(scrollToShow(5, 32, 0, 320)).toBe(0)
    expect(scrollToShow(10, 32, 0, 320)).toBe(32)
    expect(scrollToShow(1, 32, 320, 320)).toBe(32)
  })

  test('keys', () => {
    expect(rowAfterKey('ArrowUp', -1, 10, 5)).toBe(9)
    expect(rowAfterKey('ArrowUp', 0, 10, 5)).toBe(0)
    expect(rowAfterKey('ArrowDown', 9, 10, 5)).toBe(9)
    expect(rowAfterKey('PageDown', 7, 10, 5)).toBe(9)
    expect(rowAfterKey('a', 7, 10, 5)).toBeNull()
    expect(rowAfterKey('Home', 0, 0, 5)).toBeNull()
  })
})
