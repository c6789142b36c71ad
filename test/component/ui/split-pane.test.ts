import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import Host from './hosts/split-host.svelte'

const bar = (): HTMLElement => screen.getByRole('separator', { name: 'Width of the list' })

test('moves by keyboard within its limits and tells each size', async () => {
  const onresize = vi.fn()
  render(Host, { onresize })
  expect(bar()).toHaveAttribute('aria-orientation', 'vertical')
  expect(bar()).toHaveAttribute('aria-valuenow', '200')
  await userEvent.tab()
  expect(bar()).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(bar()).toHaveAttribute('aria-valuenow', '216')
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
  expect(bar()).toHaveAttribute('aria-valuenow', '152')
  await userEvent.keyboard('{End}')
  expect(bar()).toHaveAttribute('aria-valuenow', '300')
  await userEvent.keyboard('{ArrowRight}')
  expect(bar()).toHaveAttribute('aria-valuenow', '300')
  await userEvent.keyboard('{Home}{Enter}')
  expect(onresize.mock.calls.flat()).toEqual([216, 152, 300, 300, 100, 200])
})

test('with the size on the second pane the arrows still move the bar their way', async () => {
  render(Host, { sized: 'second' })
  await userEvent.tab()
  await userEvent.keyboard('{ArrowLeft}')
  expect(bar()).toHaveAttribute('aria-valuenow', '216')
})

test('collapsed, the sized pane and the bar are gone and the other pane is what it was', async () => {
  const { rerender } = render(Host, { sized: 'second', collapsed: false })
  const left = screen.getByText('left')
  await rerender({ collapsed: true })
  expect(screen.queryByText('right')).toBeNull()
  expect(screen.queryByRole('separator')).toBeNull()
  expect(screen.getByText('left')).toBe(left)
  await rerender({ collapsed: false })
  expect(screen.getByText('right')).toBeVisible()
  expect(screen.getByText('left')).toBe(left)
})
