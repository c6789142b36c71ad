import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PaymentSummary } from '../../../electron/contract/types.ts'
import { goTo, renderApp } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const payment: PaymentSummary = {
  localId: 'local-1',
  environmentId: 'simulator',
  environmentName: 'Simulator',
  externalId: 'e-1',
  state: 'unknown',
  amountCentavos: 4800,
  amountWire: '4800',
  participantId: 'b-1',
  participantName: 'Mock Bank',
  payerName: 'Maria S. S.',
  createdAt: '2026-11-25T03:00:00.000Z',
  watching: false,
}
const lost =
  (part: Partial<PaymentSummary> = {}) =>
  (world: World): void => {
    world.payments = [{ ...payment, ...part }]
  }

describe('unknown outcome', () => {
  it('warns before the click, and sends again only after it', async () => {
    const { world, user } = await renderApp(lost())
    world.transport.answer({
      'payments.resend': () => {
        const [first] = world.payments
        world.payments = [{ ...(first ?? payment), evidence: 'arrived' }]
        world.transport.emit('payments', world.payments)
        return {
          payment: { ...payment, localId: 'local-2', state: 'refused', resendOf: 'local-1' },
        }
      },
    })
    await goTo(user, 'Watch')
    await user.click(await screen.findByRole('button', { name: /^Send again with the same/ }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText(/A 201 may be a second payment/)).toBeVisible()
    expect(world.transport.callsOf('payments.resend')).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Send again' }))
    await waitFor(() =>
      expect(world.transport.callsOf('payments.resend')).toEqual([
        { localId: 'local-1', confirm: true },
      ]),
    )
    await user.click(await screen.findByRole('button', { name: 'Open the first one' }))
    expect(await screen.findByText(/^The first one arrived/)).toBeVisible()
  })

  it('in production wants the amount typed again', async () => {
    const { world, user } = await renderApp((one) => {
      lost({ environmentId: 'production', environmentName: 'Production' })(one)
      const production = one.environments.find(({ id }) => id === 'production')
      if (production) {
        production.guard = {
          locked: false,
          readiness: { state: 'passed', at: payment.createdAt, ageDays: 0, reportId: 'r' },
        }
      }
    })
    world.transport.answer({ 'payments.resend': () => ({ payment }) })
    await goTo(user, 'Watch')
    await user.click(await screen.findByRole('button', { name: /^Send again with the same/ }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('Mock Bank')).toBeVisible()
    expect(dialog.getByText('Maria S. S.')).toBeVisible()
    expect(dialog.getByText('4800')).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Send again' }))
    expect(world.transport.callsOf('payments.resend')).toEqual([])
    await user.type(dialog.getByRole('textbox'), '48,00{Enter}')
    await waitFor(() => expect(world.transport.callsOf('payments.resend')).toHaveLength(1))
  })

  it('shows what Klavi says of a payment, and asks again when told to', async () => {
    const { world, user } = await renderApp((one) => {
      lost({ state: 'completed', paymentId: 'p-1' })(one)
      one.desk.details.set('local-1', {
        environmentId: 'simulator',
        paymentId: 'p-1',
        flow: 'payment',
        fetchedAt: payment.createdAt,
        exchangeId: 'x-1',
        endToEndId: 'E1234',
        provider: { name: 'Mock Bank' },
        debtor: { name: 'Maria', ispb: '00000000' },
        amountWire: '4800',
        amountCentavos: 4800,
        raw: { paymentId: 'p-1' },
      })
    })
    await goTo(user, 'Watch')
    await user.click(await screen.findByRole('button', { name: 'Details' }))
    const details = within(await screen.findByRole('region', { name: 'Details' }))
    expect(await details.findByText('E1234')).toBeVisible()
    expect(details.getByText('Maria · ISPB 00000000')).toBeVisible()
    await user.click(details.getByRole('button', { name: 'Ask Klavi now' }))
    await waitFor(() => expect(world.transport.callsOf('payments.details')).toHaveLength(1))
  })
})
