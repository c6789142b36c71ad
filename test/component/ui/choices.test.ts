import { render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import Host from './hosts/choices-host.svelte'
import TabsHost from './hosts/tabs-host.svelte'

const options = [
  { value: '1', label: 'São João', hint: 'ISPB 0001' },
  { value: '2', label: 'Itaú', hint: 'ISPB 0002' },
  { value: '3', label: 'Caixa Econômica' },
]

describe('Select', () => {
  test('a combobox named by its label, whose text is the choice', () => {
    render(Host, { options })
    const select = screen.getByRole('combobox', { name: 'Environment' })
    expect(select).toHaveTextContent('Simulator')
    expect(select).toHaveAttribute('aria-expanded', 'false')
  })

  test('by keyboard: opens, moves, chooses, gives the focus back', async () => {
    const onchange = vi.fn()
    render(Host, { options, onchange })
    const select = screen.getByRole('combobox', { name: 'Environment' })
    await userEvent.tab()
    expect(select).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByRole('listbox')).toBeVisible()
    expect(screen.getByRole('option', { name: 'Simulator' })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(select).toHaveTextContent('Sandbox')
    expect(onchange).toHaveBeenCalledExactlyOnceWith('b')
    expect(select).toHaveFocus()
  })

  test('Escape changes nothing', async () => {
    render(Host, { options })
    await userEvent.tab()
    await userEvent.keyboard('{Enter}{ArrowDown}{Escape}')
    expect(screen.getByRole('combobox', { name: 'Environment' })).toHaveTextContent('Simulator')
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull())
  })
})

describe('Combobox', () => {
  const type = async (text: string): Promise<HTMLElement> => {
    const box = screen.getByRole('combobox', { name: 'Bank' })
    await userEvent.click(box)
    await userEvent.keyboard(text)
    return box
  }

  test('narrows without minding accents or case, and chooses by keyboard', async () => {
    render(Host, { options })
    const box = await type('SAO')
    expect(screen.getAllByRole('option').map((one) => one.textContent)).toEqual([
      expect.stringContaining('São João'),
    ])
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(box).toHaveValue('São João')
    expect(screen.getByRole('status')).toHaveTextContent('a 1')
  })

  test('finds by the hint too', async () => {
    render(Host, { options })
    await type('0002')
    expect(screen.getByRole('option')).toHaveTextContent('Itaú')
  })

  test('says that nothing matches, and gives back the choice on Escape', async () => {
    render(Host, { options })
    const box = await type('itau{ArrowDown}{Enter}')
    expect(box).toHaveValue('Itaú')
    await userEvent.clear(box)
    await userEvent.keyboard('zzz')
    expect(screen.getByText('Nothing matches “zzz”')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(box).toHaveValue('Itaú'))
    expect(screen.getByRole('status')).toHaveTextContent('a 2')
  })

  test('draws no more than its limit and says how many are left', async () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      value: `${index}`,
      label: `Bank ${index}`,
    }))
    render(Host, { options: many, limit: 20 })
    await type('bank')
    expect(screen.getAllByRole('option')).toHaveLength(20)
    expect(screen.getByText('480 more: keep typing to narrow the list')).toBeVisible()
  })
})

test('Tabs: arrows pass over a disabled tab and show the panel', async () => {
  render(TabsHost)
  expect(screen.getByRole('tablist', { name: 'Exchange' })).toBeVisible()
  expect(screen.getByRole('tabpanel')).toHaveTextContent('Panel of request')
  await userEvent.tab()
  await userEvent.keyboard('{ArrowRight}')
  const response = screen.getByRole('tab', { name: /Response/ })
  expect(response).toHaveFocus()
  expect(response).toHaveAttribute('aria-selected', 'true')
  expect(screen.getByRole('tabpanel')).toHaveTextContent('Panel of response')
})
