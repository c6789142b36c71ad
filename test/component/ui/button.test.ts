import Copy from '@lucide/svelte/icons/copy'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import IconButton from '../../../renderer/src/ui/icon-button.svelte'
import { keyCaps } from '../../../renderer/src/ui/key-caps.ts'
import Host from './hosts/button-host.svelte'

describe('Button', () => {
  test('clicks by pointer and keyboard, and is not a submit button by itself', async () => {
    const onclick = vi.fn()
    render(Host, { onclick })
    const button = screen.getByRole('button', { name: 'Send payment' })
    expect(button).toHaveAttribute('type', 'button')
    await userEvent.click(button)
    await userEvent.keyboard('{Enter} ')
    expect(onclick).toHaveBeenCalledTimes(3)
  })

  test('while busy: same name, says busy, keeps the focus, takes no click', async () => {
    const onclick = vi.fn()
    const { rerender } = render(Host, { onclick })
    const button = screen.getByRole('button', { name: 'Send payment' })
    button.focus()
    await rerender({ busy: true })
    expect(button).toHaveAccessibleName('Send payment')
    expect(button).toHaveAttribute('aria-busy', 'true')
    expect(button).toHaveFocus()
    await userEvent.click(button)
    await userEvent.keyboard('{Enter}')
    expect(onclick).not.toHaveBeenCalled()
  })

  test('busy submit buttons do not submit', async () => {
    const submit = vi.fn((event: Event) => event.preventDefault())
    const form = document.body.appendChild(document.createElement('form'))
    form.addEventListener('submit', submit)
    const { rerender } = render(Host, { target: form, props: { type: 'submit', busy: true } })
    await userEvent.click(screen.getByRole('button'))
    expect(submit).not.toHaveBeenCalled()
    await rerender({ busy: false })
    await userEvent.click(screen.getByRole('button'))
    expect(submit).toHaveBeenCalledOnce()
    form.remove()
  })

  test('a shown shortcut is no part of the name', () => {
    render(Host, { shortcut: 'Ctrl+Enter' })
    expect(screen.getByRole('button')).toHaveAccessibleName('Send payment')
    expect(screen.getByRole('button')).toHaveTextContent('Ctrl')
  })

  test('disabled', async () => {
    const onclick = vi.fn()
    render(Host, { onclick, disabled: true })
    await userEvent.click(screen.getByRole('button'))
    expect(screen.getByRole('button')).toBeDisabled()
    expect(onclick).not.toHaveBeenCalled()
  })
})

describe('IconButton', () => {
  test('its label is its name and, on keyboard focus, its tooltip', async () => {
    const onclick = vi.fn()
    render(IconButton, { label: 'Copy id', icon: Copy, onclick })
    await userEvent.tab()
    expect(screen.getByRole('button', { name: 'Copy id' })).toHaveFocus()
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Copy id')
    // The tooltip repeats the name: read twice it would only be noise.
    expect(screen.getByRole('button', { name: 'Copy id' })).not.toHaveAccessibleDescription()
    await userEvent.keyboard('{Enter}')
    expect(onclick).toHaveBeenCalledOnce()
  })

  test('busy takes no click', async () => {
    const onclick = vi.fn()
    render(IconButton, { label: 'Copy id', icon: Copy, onclick, busy: true })
    await userEvent.click(screen.getByRole('button', { name: 'Copy id' }))
    expect(onclick).not.toHaveBeenCalled()
  })
})

test('key caps in the words of the platform', () => {
  expect(keyCaps('Mod+Shift+k', false)).toEqual(['Ctrl', 'Shift', 'K'])
  expect(keyCaps('Mod+Shift+k', true)).toEqual(['⌘', '⇧', 'K'])
  expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+'])
  expect(keyCaps('?', false)).toEqual(['?'])
})
