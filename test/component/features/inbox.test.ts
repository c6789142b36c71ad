import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { FakeFailure } from '../../support/fake-transport.ts'
import { goTo, renderApp } from '../../support/render-app.ts'

describe('webhook inbox', () => {
  it('is switched on for an environment and shows its address', async () => {
    const { world, user } = await renderApp()
    await goTo(user, 'Webhooks')
    expect(await screen.findByText('No webhook has arrived yet')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Switch on' }))
    expect(await screen.findByText('http://127.0.0.1:4200/webhooks')).toBeVisible()
    expect(world.transport.callsOf('webhooks.start')).toEqual([{ environmentId: 'simulator' }])
    await user.click(screen.getByRole('button', { name: 'Switch off' }))
    expect(await screen.findByRole('button', { name: 'Switch on' })).toBeVisible()
  })

  it('lists what arrives, tells valid from invalid, and says why', async () => {
    const { world, user } = await renderApp()
    await goTo(user, 'Webhooks')
    const grid = await screen.findByRole('grid', { name: 'Webhooks' })
    world.journal.webhook()
    world.journal.webhook({ verdict: 'invalid', externalId: 'order-bad' })
    expect(await within(grid).findByText('Invalid')).toBeVisible()
    expect(within(grid).getByText('Valid')).toBeVisible()
    await user.click(within(grid).getByText('order-bad'))
    const details = within(await screen.findByRole('region', { name: 'Webhook' }))
    expect(details.getByText(/another key, or the body was changed/)).toBeVisible()
    expect(details.getByText('No payment of this journal has these ids.')).toBeVisible()
    expect(await details.findByText('"PAYMENT_COMPLETED"')).toBeVisible()
  })

  it('sends one once more and says what came of it', async () => {
    const { world, user } = await renderApp((one) => void one.journal.webhook())
    await goTo(user, 'Webhooks')
    await user.click(await screen.findByText('order-1'))
    const details = within(await screen.findByRole('region', { name: 'Webhook' }))
    await user.click(details.getByRole('button', { name: 'Send' }))
    expect(await details.findByText('Answered 204 after 7ms.')).toBeVisible()
    expect(world.transport.callsOf('webhooks.replay')).toEqual([{ id: 'w1' }])
  })

  it('points the simulator at itself, and away again when it is switched off', async () => {
    const { world, user } = await renderApp((one) => void one.simulator.run())
    await goTo(user, 'Webhooks')
    await user.click(await screen.findByRole('button', { name: 'Switch on' }))
    const point = { name: "Send the simulator's webhooks here" }
    await user.click(await screen.findByRole('button', point))
    const card = within(screen.getByRole('region', { name: 'Receiver' }))
    expect(await card.findByText('The simulator sends here')).toBeVisible()
    expect(screen.queryByRole('button', point)).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Switch off' }))
    expect(await screen.findByRole('button', { name: 'Switch on' })).toBeVisible()
    expect(world.transport.callsOf('simulator.configure')).toEqual([
      { webhookUrl: 'http://127.0.0.1:4200/webhooks' },
      { webhookUrl: null },
    ])
  })

  it('says why the simulator could not be pointed at it', async () => {
    const { user } = await renderApp()
    await goTo(user, 'Webhooks')
    await user.click(await screen.findByRole('button', { name: 'Switch on' }))
    const point = { name: "Send the simulator's webhooks here" }
    await user.click(await screen.findByRole('button', point))
    await waitFor(() => expect(screen.getByRole('alert')).toBeVisible())
    expect(screen.getByRole('button', point)).toBeVisible()
  })

  it('says why the receiver could not be switched on', async () => {
    const { world, user } = await renderApp()
    world.transport.answer({
      'webhooks.start': () => {
        throw new FakeFailure({ code: 'inbox-port' })
      },
    })
    await goTo(user, 'Webhooks')
    await user.click(await screen.findByRole('button', { name: 'Switch on' }))
    await waitFor(() => expect(screen.getByRole('alert')).toBeVisible())
  })
})
