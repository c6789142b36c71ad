import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { FakeFailure } from '../../support/fake-transport.ts'
import { goTo, renderApp, type User } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const bank = { participantId: 'c8f0bf49-4744-4933-8960-000000000001', participantName: 'Mock Bank' }
const blank = {
  participantId: '',
  participantName: '',
  amount: '',
  payerName: '',
  payerCpf: '',
  method: 'PIX_MANU_AUTO',
  externalId: '',
  redirectUrl: '',
}

async function open(
  draft: Partial<typeof blank> = bank,
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  const app = await renderApp((world) => {
    world.signIn()
    world.drafts.set('simulator', { ...blank, ...draft })
    prepare(world)
  })
  await goTo(app.user, 'Payment')
  await screen.findByRole('textbox', { name: 'Amount' })
  return app
}
const text = (name: string) => screen.getByRole('textbox', { name })
const send = () => screen.getByRole('button', { name: 'Send payment' })
const checkout = () => within(screen.getByRole('region', { name: 'Checkout' }))

async function fill(user: User): Promise<void> {
  await user.type(text('Amount'), '48,00')
  await user.type(text('Payer name'), 'Maria da Silva')
  await user.type(text('Payer CPF'), '529.982.247-25')
}

describe('payment form', () => {
  it('shows reais and wire value side by side, and the exact body', async () => {
    const { user } = await open()
    await fill(user)
    expect(await checkout().findByText('"4800"', { selector: '.wire code' })).toBeVisible()
    expect(checkout().getByText(/R\$\s48,00/)).toBeVisible()
    const body = checkout().getByRole('region', { name: 'Request body' })
    await waitFor(() => expect(body).toHaveTextContent('"taxId": "52998224725"'))
    expect(checkout().getByText('Mock Bank')).toBeVisible()
    expect(checkout().getByText('Ready to send')).toBeVisible()
  })

  it('sends once and opens the watch, asking nothing more', async () => {
    const { world, user } = await open()
    await fill(user)
    await user.click(send())
    expect(await screen.findByRole('status', { name: 'Payment status' })).toBeVisible()
    expect(world.transport.callsOf('payments.send')).toHaveLength(1)
    expect(world.transport.callsOf('payments.send')[0]?.draft.amount).toBe('48,00')
  })

  it('sends by Ctrl+Enter from inside a box', async () => {
    const { world, user } = await open()
    await fill(user)
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('status', { name: 'Payment status' })
    expect(world.transport.callsOf('payments.send')).toHaveLength(1)
  })

  it('does not send twice while the first is under way', async () => {
    let answer = (): void => undefined
    const { world, user } = await open()
    await fill(user)
    const waiting = new Promise<void>((resolve) => (answer = resolve))
    const { invoke } = world.transport
    world.transport.invoke = async (channel, input) => {
      const result = await invoke(channel, input)
      if (channel === 'payments.send') await waiting
      return result
    }
    await user.click(send())
    await user.click(send())
    await user.keyboard('{Control>}{Enter}{/Control}')
    answer()
    await screen.findByRole('status', { name: 'Payment status' })
    expect(world.transport.callsOf('payments.send')).toHaveLength(1)
  })

  it('is quiet about a field before one was there, and speaks when one leaves it', async () => {
    const { user } = await open()
    expect(screen.queryByText(/This is not an amount/)).toBeNull()
    await user.type(text('Amount'), '4x')
    await waitFor(() => expect(checkout().getByText(/to correct first/)).toBeVisible())
    expect(screen.queryByText(/This is not an amount/)).toBeNull()
    await user.tab()
    expect(await screen.findByText(/This is not an amount/)).toBeVisible()
    expect(text('Amount')).toHaveAccessibleDescription(/This is not an amount/)
  })

  it('sends nothing with an issue, says all of them and goes to the first', async () => {
    const { world, user } = await open({})
    await user.click(send())
    expect(await screen.findByText('Enter the payer’s name.')).toBeVisible()
    expect(screen.getByText('Enter the payer’s CPF.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Choose a bank' })).toHaveFocus()
    expect(world.transport.callsOf('payments.send')).toEqual([])
  })

  it('stays at the form when nothing could leave, with the reason and its remedy', async () => {
    const { world, user } = await open()
    await fill(user)
    world.transport.answer({
      'payments.send': () => {
        throw new FakeFailure({ code: 'no-credential', details: { environment: 'Simulator' } })
      },
    })
    await user.click(send())
    expect(await screen.findByRole('alert')).toHaveTextContent('There are no keys for Simulator.')
    expect(screen.getByText('Nothing was sent.')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Open Credentials' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()
  })

  it('fills in a sample and takes it back', async () => {
    const { user } = await open({ ...bank, payerName: 'Ana' })
    await user.click(screen.getByRole('button', { name: 'Fill with sample' }))
    expect(text('Amount')).toHaveValue('48,00')
    expect(text('Payer CPF')).toHaveValue('529.982.247-25')
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(text('Payer name')).toHaveValue('Ana')
    expect(text('Amount')).toHaveValue('')
  })

  it('restores the draft and saves what is typed, at the latest when the window goes', async () => {
    const { world, user } = await open({ ...bank, amount: '10,00' })
    expect(text('Amount')).toHaveValue('10,00')
    await user.type(text('Payer name'), 'Rui')
    await fireEvent(window, new Event('pagehide'))
    await waitFor(() =>
      expect(world.transport.callsOf('drafts.set').at(-1)).toMatchObject({
        environmentId: 'simulator',
        draft: { amount: '10,00', payerName: 'Rui' },
      }),
    )
  })

  it('keeps the drafts of two environments apart', async () => {
    const { world, user } = await open({ ...bank, amount: '1,00' })
    await user.type(text('Payer name'), 'Rui')
    world.transport.emit('settings', { ...world.settings, environmentId: 'sandbox' })
    await waitFor(() => expect(text('Payer name')).toHaveValue(''))
    expect(world.drafts.get('simulator')).toMatchObject({ payerName: 'Rui' })
    expect(world.drafts.has('sandbox')).toBe(false)
  })

  it('shows only the latest answer when previews come back in the wrong order', async () => {
    const { world, user } = await open()
    const held: (() => void)[] = []
    const { invoke } = world.transport
    world.transport.invoke = async (channel, input) => {
      const result = await invoke(channel, input)
      if (channel === 'payments.preview') await new Promise<void>((go) => held.push(go))
      return result
    }
    await user.type(text('Amount'), '1,00')
    await waitFor(() => expect(held).toHaveLength(1))
    await user.type(text('Amount'), '{Backspace}5')
    await waitFor(() => expect(held).toHaveLength(2))
    held[1]?.()
    expect(await checkout().findByText('"105"', { selector: '.wire code' })).toBeVisible()
    held[0]?.()
    // Everything that the late answer could set off has run after this turn.
    await new Promise((done) => setTimeout(done))
    expect(checkout().getByText('"105"', { selector: '.wire code' })).toBeVisible()
  })

  it('in production names bank and amount, and sends only after the amount was typed again', async () => {
    const { world, user } = await open(bank, (one) => {
      for (const environment of one.environments) delete environment.blockedBy
      one.settings.environmentId = 'production'
      one.drafts.set('production', { ...blank, ...bank })
    })
    await fill(user)
    await user.click(send())
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByRole('heading', { name: /48,00 from Mock Bank/ })).toBeVisible()
    await user.type(dialog.getByRole('textbox'), '4800{Enter}')
    expect(world.transport.callsOf('payments.send')).toEqual([])
    await user.clear(dialog.getByRole('textbox'))
    await user.type(dialog.getByRole('textbox'), '48,00{Enter}')
    await screen.findByRole('status', { name: 'Payment status' })
    expect(world.transport.callsOf('payments.send')).toHaveLength(1)
  })

  it('pins an external id and lets it go', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Pin a new UUID' }))
    expect((text('External id') as HTMLInputElement).value).toMatch(/^[0-9a-f-]{36}$/)
    await user.click(screen.getByRole('button', { name: 'New for every send' }))
    expect(text('External id')).toHaveValue('')
  })
})
