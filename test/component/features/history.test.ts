import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PaymentSummary } from '../../../electron/contract/types.ts'
import { FakeFailure } from '../../support/fake-transport.ts'
import { goTo, renderApp } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const payment = (number: number, participantName: string): PaymentSummary => ({
  localId: `local-${number}`,
  environmentId: 'simulator',
  environmentName: 'Simulator',
  externalId: `order-${number}`,
  paymentId: `pay-${number}`,
  state: 'completed',
  amountCentavos: number * 100,
  amountWire: String(number * 100),
  participantId: 'p',
  participantName,
  payerName: 'Ana S.',
  createdAt: `2026-01-0${number}T12:00:00.000Z`,
  endedAt: `2026-01-0${number}T12:00:09.000Z`,
  lastStatus: 'PAYMENT_COMPLETED',
  watching: false,
})
const table = () => within(screen.getByRole('grid', { name: 'Payments' }))

describe('history', () => {
  const two = (one: World): void => {
    one.payments = [payment(2, 'Nubank'), payment(1, 'Mock Bank')]
  }

  it('lists, searches in the journal and opens the whole story of one by a click', async () => {
    const { world, user } = await renderApp((one) => {
      two(one)
      one.journal.exchange({ localId: 'local-1', step: 'create', method: 'POST' })
    })
    await goTo(user, 'History')
    expect(await screen.findByText('2 in all')).toBeVisible()
    await user.type(screen.getByRole('searchbox', { name: 'Search payments' }), 'mock')
    await waitFor(() => expect(table().queryByText('Nubank')).toBeNull())
    expect(world.transport.callsOf('history.query').at(-1)).toMatchObject({ search: 'mock' })
    await user.click(table().getByText('Mock Bank'))
    const story = within(await screen.findByRole('region', { name: 'Story of the payment' }))
    expect(story.getByText(/Intent written to disk/)).toBeVisible()
    expect(story.getByText('Create payment')).toBeVisible()
    expect(location.hash).toBe('#/history/local-1')
    await user.click(story.getByRole('button', { name: 'Open in Watch' }))
    expect(await screen.findByRole('status', { name: 'Payment status' })).toHaveTextContent(
      'PAYMENT_COMPLETED',
    )
  })

  it('sorts by a column and narrows by state', async () => {
    const { world, user } = await renderApp(two)
    await goTo(user, 'History')
    await user.click(await screen.findByRole('button', { name: 'Amount' }))
    await waitFor(() =>
      expect(world.transport.callsOf('history.query').at(-1)).toMatchObject({
        sort: 'amount',
        descending: true,
      }),
    )
    await user.click(screen.getByRole('combobox', { name: 'State' }))
    await user.click(await screen.findByRole('option', { name: /Completed/ }))
    await waitFor(() =>
      expect(world.transport.callsOf('history.query').at(-1)).toMatchObject({
        states: ['completed'],
      }),
    )
  })

  it('compares two that were marked by the keyboard', async () => {
    const { world, user } = await renderApp(two)
    await goTo(user, 'History')
    ;(await screen.findByRole('grid', { name: 'Payments' })).focus()
    await user.keyboard('{ArrowDown} ')
    expect(await screen.findByRole('button', { name: 'Mark one more to compare' })).toBeDisabled()
    await user.keyboard('{ArrowDown} ')
    await user.click(await screen.findByRole('button', { name: 'Compare the two' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Compare the two' }))
    expect(await dialog.findByText('$.amount')).toBeVisible()
    expect(dialog.queryByText('$.method')).toBeNull()
    await user.click(dialog.getByRole('checkbox', { name: 'Only what differs' }))
    expect(dialog.getByText('$.method')).toBeVisible()
    expect(world.transport.callsOf('history.compare')).toEqual([
      { first: 'local-2', second: 'local-1' },
    ])
  })

  it('keeps a note, and forgets a payment after a question', async () => {
    const { world, user } = await renderApp(two)
    await goTo(user, 'History')
    await user.click(await screen.findByText('Nubank'))
    const story = within(await screen.findByRole('region', { name: 'Story of the payment' }))
    await user.type(await story.findByRole('textbox', { name: 'Note' }), 'Asked support{Enter}')
    expect(await story.findByText('Asked support')).toBeVisible()
    await user.click(story.getByRole('button', { name: 'More' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Forget this payment' }))
    expect(world.transport.callsOf('history.forget')).toEqual([])
    await user.click(await screen.findByRole('button', { name: 'Forget it' }))
    await waitFor(() => expect(table().queryByText('Nubank')).toBeNull())
    expect(screen.queryByRole('region', { name: 'Story of the payment' })).toBeNull()
  })

  it('tells an empty journal from a search without a match', async () => {
    const { user } = await renderApp()
    await goTo(user, 'History')
    expect(await screen.findByText('No payments yet')).toBeVisible()
    await user.type(screen.getByRole('searchbox', { name: 'Search payments' }), 'x')
    expect(await screen.findByText('Nothing matches “x”')).toBeVisible()
  })

  it('says why the journal cannot be read', async () => {
    const { world, user } = await renderApp()
    world.transport.answer({
      'history.query': () => {
        throw new FakeFailure({ code: 'journal-unavailable', details: { reason: 'disk full' } })
      },
    })
    await goTo(user, 'History')
    expect(await screen.findByRole('alert')).toHaveTextContent('disk full')
  })
})
