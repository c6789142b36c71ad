import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import Host from './hosts/fields-host.svelte'

describe('Field', () => {
  test('the label names the control; the required mark is no part of the name', () => {
    render(Host)
    expect(screen.getByRole('textbox', { name: 'Payer name' })).toHaveAccessibleName('Payer name')
    expect(screen.getByRole('textbox', { name: 'Payer name' })).not.toHaveAttribute('aria-invalid')
  })

  test('hint and error describe the control; the error marks it and hides the warning', async () => {
    const { rerender } = render(Host, { hint: 'As at the bank.', warning: 'Unusual.' })
    const name = screen.getByRole('textbox', { name: 'Payer name' })
    expect(name).toHaveAccessibleDescription('As at the bank. Unusual.')
    await rerender({ hint: 'As at the bank.', warning: 'Unusual.', error: 'Too long.' })
    expect(name).toHaveAccessibleDescription('As at the bank. Too long.')
    expect(name).toBeInvalid()
    expect(screen.queryByText('Unusual.')).toBeNull()
  })

  test('an error that comes later is announced', async () => {
    const { rerender } = render(Host)
    await rerender({ error: 'Too long.' })
    expect(screen.getAllByText('Too long.')[0]?.closest('[aria-live]')).toHaveAttribute(
      'aria-live',
      'polite',
    )
  })
})

describe('SecretInput', () => {
  test('hidden while typed; shown on demand; hidden again when the focus leaves', async () => {
    render(Host)
    const secret = screen.getByLabelText('Secret key')
    expect(secret).toHaveAttribute('type', 'password')
    expect(screen.queryByRole('button', { name: 'Show what you type' })).toBeNull()
    await userEvent.type(secret, 's3cret')
    await userEvent.tab()
    await userEvent.keyboard('{Enter}')
    expect(secret).toHaveAttribute('type', 'text')
    expect(secret).toHaveValue('s3cret')
    expect(screen.getByRole('button', { name: 'Hide what you type' })).toHaveFocus()
    await userEvent.tab()
    expect(secret).toHaveAttribute('type', 'password')
  })

  test('emptied while shown, it is hidden again', async () => {
    render(Host)
    const secret = screen.getByLabelText('Secret key')
    await userEvent.type(secret, 'x')
    await userEvent.click(screen.getByRole('button', { name: 'Show what you type' }))
    await userEvent.clear(secret)
    expect(secret).toHaveAttribute('type', 'password')
  })

  test('nothing offers to remember or correct it', () => {
    render(Host)
    const secret = screen.getByLabelText('Secret key')
    expect(secret).toHaveAttribute('autocomplete', 'off')
    expect(secret).toHaveAttribute('spellcheck', 'false')
  })
})

describe('AmountInput', () => {
  test.each(['48,00', '1.234,5', '0048', '48.', 'abc'])(
    'keeps %s exactly as it is typed',
    async (typed) => {
      render(Host)
      const amount = screen.getByRole('textbox', { name: 'Amount' })
      expect(amount).toHaveAttribute('inputmode', 'decimal')
      await userEvent.type(amount, typed)
      await userEvent.tab()
      expect(amount).toHaveValue(typed)
      expect(screen.getByRole('status')).toHaveTextContent(typed)
    },
  )
})
