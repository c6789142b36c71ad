import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { FakeFailure } from '../../../support/fake-transport.ts'
import { bankOnly, g1Document, wholeDocument } from '../../../support/payload-documents.ts'
import type { User } from '../../../support/render-app.ts'
import {
  box,
  checkout,
  more,
  openPayment,
  pageIsFree,
  savedText,
  sendButton,
} from './open-payment.ts'

async function fill(user: User): Promise<void> {
  await user.type(box('Amount'), '48,00')
  await user.type(box('Payer name'), 'Maria da Silva')
  await user.type(box('Payer CPF'), '529.982.247-25')
}

describe('payment form', () => {
  it('shows reais and wire value side by side, and the exact body', async () => {
    const { world, user } = await openPayment(bankOnly)
    await fill(user)
    expect(await checkout().findByText('"4800"', { selector: '.wire code' })).toBeVisible()
    expect(checkout().getByText(/R\$\s48,00/)).toBeVisible()
    await waitFor(() => expect(checkout().getByText('Ready to send')).toBeVisible())
    expect(JSON.parse(savedText(world))).toMatchObject({
      amount: '4800',
      user: { name: 'Maria da Silva', taxId: '52998224725' },
    })
  })

  it('says what is wrong with an amount as it was typed, not as the wire would have it', async () => {
    const { user } = await openPayment(bankOnly)
    await user.type(box('Amount'), '1,333.00')
    await user.tab()
    await waitFor(() =>
      expect(box('Amount')).toHaveAccessibleDescription(/not an amount in reais.*1\.333,04/),
    )
    await user.clear(box('Amount'))
    await user.type(box('Amount'), '1.333,00')
    await waitFor(() => expect(box('Amount')).not.toHaveAccessibleDescription(/not an amount/))
  })

  it('sends once and opens the watch, asking nothing more', async () => {
    const { world, user } = await openPayment(bankOnly)
    await fill(user)
    await user.click(sendButton())
    expect(await screen.findByRole('status', { name: 'Payment status' })).toBeVisible()
    const sent = world.transport.callsOf('payload.send')
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ negative: false, participantName: 'Mock Bank' })
    expect(JSON.parse(sent[0]?.text ?? '')).toMatchObject({ amount: '4800' })
  })

  it('sends by Ctrl+Enter from inside a box', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await user.click(box('Payer name'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('status', { name: 'Payment status' })
    expect(world.transport.callsOf('payload.send')).toHaveLength(1)
  })

  it('does not send twice while the first is under way', async () => {
    let answer = (): void => undefined
    const { world, user } = await openPayment(wholeDocument)
    const waiting = new Promise<void>((resolve) => (answer = resolve))
    const { invoke } = world.transport
    world.transport.invoke = async (channel, input) => {
      const result = await invoke(channel, input)
      if (channel === 'payload.send') await waiting
      return result
    }
    await user.click(sendButton())
    await user.click(sendButton())
    await user.keyboard('{Control>}{Enter}{/Control}')
    answer()
    await screen.findByRole('status', { name: 'Payment status' })
    expect(world.transport.callsOf('payload.send')).toHaveLength(1)
  })

  it('says what is wrong as it is typed, with its source, and is red only when one has left', async () => {
    const { user } = await openPayment(bankOnly)
    expect(box('Payer CPF')).not.toHaveAttribute('aria-invalid')
    await user.type(box('Payer CPF'), '123')
    await waitFor(() =>
      expect(box('Payer CPF')).toHaveAccessibleDescription(
        /11 digits.*OFB payments 4\.0\.0, cpfCnpj/,
      ),
    )
    expect(box('Payer CPF')).not.toHaveAttribute('aria-invalid')
    await user.tab()
    await user.tab()
    await waitFor(() => expect(box('Payer CPF')).toHaveAttribute('aria-invalid', 'true'))
  })

  it('warns of check digits and sends all the same', async () => {
    const { world, user } = await openPayment(
      g1Document({ user: { name: 'Ana', taxId: '12345678901' } }),
    )
    await user.click(box('Payer CPF'))
    await user.tab()
    await waitFor(() => expect(box('Payer CPF')).toHaveAccessibleDescription(/check digits/))
    expect(box('Payer CPF')).not.toHaveAttribute('aria-invalid')
    await user.click(sendButton())
    await screen.findByRole('status', { name: 'Payment status' })
    expect(world.transport.callsOf('payload.send')[0]?.negative).toBe(false)
  })

  it('sends nothing with an error, says all of them and goes to the first', async () => {
    const { world, user } = await openPayment({ ...wholeDocument, text: '{}' })
    await user.click(sendButton())
    const list = within(await screen.findByRole('list', { name: 'What is known to be wrong' }))
    expect(list.getAllByRole('button').length).toBeGreaterThan(3)
    expect(screen.getByRole('button', { name: 'Choose a bank' })).toHaveFocus()
    expect(world.transport.callsOf('payload.send')).toEqual([])
    await user.click(list.getByRole('button', { name: /Amount/ }))
    expect(box('Amount')).toHaveFocus()
  })

  it('sends a wrong payload only when it is meant, and marks it', async () => {
    const { world, user } = await openPayment(g1Document({ amount: 'forty' }))
    expect(screen.queryByRole('button', { name: 'Send anyway' })).toBeNull()
    await user.click(sendButton())
    await user.click(await screen.findByRole('button', { name: 'Send anyway' }))
    await screen.findByRole('status', { name: 'Payment status' })
    expect(world.transport.callsOf('payload.send')).toMatchObject([{ negative: true }])
  })

  it('offers no negative test in production', async () => {
    const { world, user } = await openPayment(wholeDocument, (one) => {
      for (const environment of one.environments) delete environment.blockedBy
      one.settings.environmentId = 'production'
      one.payload.documents.set('production', g1Document({ amount: 'forty' }))
    })
    await user.click(sendButton())
    await screen.findByRole('list', { name: 'What is known to be wrong' })
    expect(screen.queryByRole('button', { name: 'Send anyway' })).toBeNull()
    expect(world.transport.callsOf('payload.send')).toEqual([])
  })

  it('stays at the form when nothing could leave, with the reason and its remedy', async () => {
    const { world, user } = await openPayment(wholeDocument)
    world.transport.answer({
      'payload.send': () => {
        throw new FakeFailure({ code: 'no-credential', details: { environment: 'Simulator' } })
      },
    })
    await user.click(sendButton())
    expect(await screen.findByRole('alert')).toHaveTextContent('There are no keys for Simulator.')
    expect(screen.getByText('Nothing was sent.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Open Credentials' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()
  })

  it('fills in a sample and takes it back in one step', async () => {
    const { user } = await openPayment(bankOnly)
    await user.type(box('Payer name'), 'Ana')
    await more(user, 'Fill with sample')
    await pageIsFree()
    expect(box('Amount')).toHaveValue('48,00')
    expect(box('Payer CPF')).toHaveValue('529.982.247-25')
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(box('Payer name')).toHaveValue('Ana')
    expect(box('Amount')).toHaveValue('')
  })

  it('restores what was typed, as it was typed, and hands over each letter at once', async () => {
    const { world, user } = await openPayment({
      ...g1Document({ user: undefined, amount: '133300' }),
      typed: { amount: '1333,00' },
    })
    expect(box('Amount')).toHaveValue('1333,00')
    await user.type(box('Payer name'), 'Rui')
    await fireEvent(window, new Event('pagehide'))
    await waitFor(() => expect(savedText(world)).toContain('"Rui"'))
    expect(world.transport.callsOf('payload.save').at(-1)?.document.typed).toMatchObject({
      amount: '1333,00',
      payerName: 'Rui',
    })
  })

  it('keeps the payloads of two environments apart', async () => {
    const { world, user } = await openPayment(bankOnly)
    await user.type(box('Payer name'), 'Rui')
    world.transport.emit('settings', { ...world.settings, environmentId: 'sandbox' })
    await waitFor(() => expect(box('Payer name')).toHaveValue(''))
    expect(world.payload.documents.get('simulator')?.text).toContain('Rui')
    expect(world.payload.documents.has('sandbox')).toBe(false)
    world.transport.emit('settings', { ...world.settings, environmentId: 'simulator' })
    await waitFor(() => expect(box('Payer name')).toHaveValue('Rui'))
  })

  it('loses nothing when the language changes', async () => {
    const { world, user } = await openPayment(bankOnly)
    await user.type(box('Payer name'), 'Rui')
    world.transport.emit('settings', { ...world.settings, language: 'pt-BR' })
    await waitFor(() => expect(box('Nome do pagador')).toHaveValue('Rui'))
  })

  it('shows only the latest answer when previews come back in the wrong order', async () => {
    const { world, user } = await openPayment(bankOnly)
    const held: (() => void)[] = []
    const { invoke } = world.transport
    world.transport.invoke = async (channel, input) => {
      const result = await invoke(channel, input)
      if (channel === 'payload.preview') await new Promise<void>((go) => held.push(go))
      return result
    }
    await user.type(box('Amount'), '1,00')
    await waitFor(() => expect(held).toHaveLength(1))
    await user.type(box('Amount'), '{Backspace}5')
    await waitFor(() => expect(held).toHaveLength(2))
    held[1]?.()
    expect(await checkout().findByText('"105"', { selector: '.wire code' })).toBeVisible()
    held[0]?.()
    // Everything that the late answer could set off has run after this turn.
    await new Promise((done) => setTimeout(done))
    expect(checkout().getByText('"105"', { selector: '.wire code' })).toBeVisible()
  })

  it('pins the very id that would be sent and lets it go', async () => {
    const { world, user } = await openPayment(wholeDocument)
    await user.click(screen.getByRole('button', { name: 'Pin this id' }))
    expect(box('External id').value).toBe('f1d0c0de-0000-4000-8000-000000000001')
    await user.click(screen.getByRole('button', { name: 'New for every send' }))
    expect(box('External id')).toHaveValue('{{uuid}}')
    expect(savedText(world)).toContain('{{uuid}}')
  })
})
