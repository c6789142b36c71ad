import Copy from '@lucide/svelte/icons/copy'
import { render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import DialogHost from './hosts/dialog-host.svelte'
import MenuHost from './hosts/menu-host.svelte'

describe('Dialog', () => {
  test('named and described; starts at its content, not at its close button', async () => {
    render(DialogHost)
    await userEvent.click(screen.getByRole('button', { name: 'Open' }))
    const dialog = await screen.findByRole('dialog', { name: 'Rename' })
    expect(dialog).toHaveAccessibleDescription('Shown in reports.')
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus())
  })

  test.each(['{Escape}', 'close', 'Done'])(
    'closes by %s, tells once, gives the focus back',
    async (way) => {
      const onclose = vi.fn()
      render(DialogHost, { onclose })
      const opener = screen.getByRole('button', { name: 'Open' })
      await userEvent.click(opener)
      await screen.findByRole('dialog')
      if (way === 'close') await userEvent.click(screen.getByRole('button', { name: 'Close' }))
      else if (way === 'Done') await userEvent.click(screen.getByRole('button', { name: 'Done' }))
      else await userEvent.keyboard(way)
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
      await waitFor(() => expect(opener).toHaveFocus())
      expect(onclose).toHaveBeenCalledOnce()
    },
  )
})

describe('ConfirmByTyping', () => {
  const ask = async (): Promise<HTMLElement> => {
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
    return await screen.findByRole('textbox', { name: 'Type 48,00 to confirm' })
  }

  test('goes on only when the words agree, and says so when they do not', async () => {
    const onconfirm = vi.fn()
    const oncancel = vi.fn()
    render(DialogHost, { onconfirm, oncancel })
    const box = await ask()
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(box).toHaveAccessibleDescription('This is not the same as 48,00')
    await userEvent.type(box, '48,0{Enter}')
    expect(onconfirm).not.toHaveBeenCalled()
    await userEvent.type(box, '0{Enter}')
    expect(onconfirm).toHaveBeenCalledOnce()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(oncancel).not.toHaveBeenCalled()
  })

  test('tells once when it is given up', async () => {
    const oncancel = vi.fn()
    render(DialogHost, { oncancel })
    await ask()
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(oncancel).toHaveBeenCalledOnce()
  })

  test('starts empty every time', async () => {
    render(DialogHost)
    await userEvent.type(await ask(), '48,00')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await ask()).toHaveValue('')
  })
})

describe('Menu', () => {
  test('by keyboard: opens, passes over what is disabled, acts, gives the focus back', async () => {
    const chosen = vi.fn()
    const item = (id: string, more = {}) => ({ id, label: id, onselect: () => chosen(id), ...more })
    render(MenuHost, {
      items: [
        item('Copy', { icon: Copy, shortcut: 'Ctrl+C' }),
        item('Edit', { disabled: true }),
        item('Remove'),
      ],
    })
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByRole('menu', { name: 'Payment actions' })).toBeVisible()
    expect(screen.getByRole('menuitem', { name: 'Copy' })).toBeVisible()
    await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Copy' })).toHaveFocus())
    await userEvent.keyboard('{ArrowDown}')
    expect(screen.getByRole('menuitem', { name: 'Remove' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(chosen).toHaveBeenCalledExactlyOnceWith('Remove')
    await waitFor(() => expect(screen.getByRole('button', { name: 'More' })).toHaveFocus())
  })
})
