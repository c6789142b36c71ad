import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PaymentSummary } from '../../../electron/contract/types.ts'
import { FakeFailure } from '../../support/fake-transport.ts'
import { goTo, renderApp } from '../../support/render-app.ts'

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
  it('lists, searches in the journal and opens one by a click', async () => {
    const { world, user } = await renderApp((one) => {
      one.payments = [payment(2, 'Nubank'), payment(1, 'Mock Bank')]
    })
    await goTo(user, 'History')
    expect(await screen.findByText('2 shown')).toBeVisible()
    await user.type(screen.getByRole('searchbox', { name: 'Search payments' }), 'mock')
    await waitFor(() => expect(table().queryByText('Nubank')).toBeNull())
    expect(world.transport.callsOf('payments.list').at(-1)).toMatchObject({ search: 'mock' })
    await user.click(table().getByText('Mock Bank'))
    expect(await screen.findByRole('status', { name: 'Payment status' })).toHaveTextContent(
      'PAYMENT_COMPLETED',
    )
    expect(location.hash).toBe('#/watch/local-1')
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
      'payments.list': () => {
        throw new FakeFailure({ code: 'journal-unavailable', details: { reason: 'disk full' } })
      },
    })
    await goTo(user, 'History')
    expect(await screen.findByRole('alert')).toHaveTextContent('disk full')
  })
})
