import { render, screen, waitFor } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useClipboard } from '../../../renderer/src/ui/copy-text.ts'
import ErrorState from '../../../renderer/src/ui/error-state.svelte'
import LiveRegion from '../../../renderer/src/ui/live-region.svelte'
import Progress from '../../../renderer/src/ui/progress.svelte'
import { toasts } from '../../../renderer/src/ui/toasts.svelte.ts'
import { Toasts as ToastRegion } from '../../../renderer/src/ui/index.ts'
import LanguageHost from './hosts/language-host.svelte'

describe('ErrorState', () => {
  const failure = {
    code: 'network',
    message: 'Klavi did not answer.',
    hint: 'Check the network.',
    details: { url: 'https://x.example' },
  }

  test('says what happened and what to do, offers another try', async () => {
    const onretry = vi.fn()
    render(ErrorState, { failure, onretry })
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Klavi did not answer. Check the network. network',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onretry).toHaveBeenCalledOnce()
  })

  test('copies every detail and says that it did', async () => {
    const copied: string[] = []
    useClipboard(async (text) => void copied.push(text))
    render(ErrorState, { failure })
    await userEvent.click(screen.getByRole('button', { name: 'Copy details' }))
    expect(copied[0]).toBe(
      'Klavi did not answer.\nCheck the network.\ncode: network\n{\n  "url": "https://x.example"\n}',
    )
    await waitFor(() => expect(screen.getByText('Copied')).toHaveAttribute('aria-live', 'polite'))
  })

  test('says when the clipboard refuses', async () => {
    useClipboard(() => Promise.reject(new Error('denied')))
    render(ErrorState, { failure })
    await userEvent.click(screen.getByRole('button', { name: 'Copy details' }))
    expect(await screen.findByText('Could not copy')).toBeInTheDocument()
  })
})

describe('Progress', () => {
  test('named, with a share when known and a way out', async () => {
    const oncancel = vi.fn()
    const { rerender } = render(Progress, { label: 'Waiting for your keychain', oncancel })
    const bar = screen.getByRole('progressbar', { name: 'Waiting for your keychain' })
    expect(bar).not.toHaveAttribute('aria-valuenow')
    await rerender({ value: 0.64 })
    expect(bar).toHaveAttribute('aria-valuenow', '64')
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(oncancel).toHaveBeenCalledOnce()
  })

  test('changes its words with the language, without a restart', async () => {
    render(LanguageHost)
    expect(screen.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Switch' }))
    expect(screen.getByRole('button', { name: 'Cancelar' })).toBeVisible()
  })
})

test('LiveRegion is there before it speaks', async () => {
  const { rerender, container } = render(LiveRegion, { message: '' })
  const region = container.querySelector('[aria-live]')
  await rerender({ message: 'Payment completed' })
  expect(region).toHaveTextContent('Payment completed')
})

describe('toasts', () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
  afterEach(() => {
    toasts.clear()
    toasts.resume()
    vi.useRealTimers()
  })

  test('come, are announced, and go', async () => {
    render(ToastRegion)
    const region = screen.getByRole('log', { name: 'Notifications' })
    expect(region).toHaveAttribute('aria-live', 'polite')
    toasts.show({ message: 'Keys saved.', timeoutMs: 2000 })
    expect(await screen.findByText('Keys saved.')).toBeVisible()
    await vi.advanceTimersByTimeAsync(2000)
    expect(screen.queryByText('Keys saved.')).toBeNull()
  })

  test('stay while pointed at, and for ever when asked to', async () => {
    render(ToastRegion)
    toasts.show({ message: 'Short.', timeoutMs: 2000 })
    toasts.show({ message: 'Stays.', timeoutMs: 0 })
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
    await user.hover(await screen.findByText('Short.'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(screen.getByText('Short.')).toBeVisible()
    await user.unhover(screen.getByText('Short.'))
    await vi.advanceTimersByTimeAsync(2000)
    expect(screen.queryByText('Short.')).toBeNull()
    expect(screen.getByText('Stays.')).toBeVisible()
  })

  test('undo once, and no more than four at a time', async () => {
    const undo = vi.fn()
    render(ToastRegion)
    const id = toasts.show({ message: 'Removed.', undo })
    const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTimeAsync(ms) })
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    toasts.undo(id)
    expect(undo).toHaveBeenCalledOnce()
    for (let count = 1; count <= 6; count += 1) toasts.show({ message: `Number ${count}` })
    expect(toasts.list.map((toast) => toast.message)).toEqual([
      'Number 3',
      'Number 4',
      'Number 5',
      'Number 6',
    ])
  })
})
