import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { goTo, renderApp, type User } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const draft = {
  participantId: 'c8f0bf49-4744-4933-8960-000000000001',
  participantName: 'Mock Bank',
  amount: '48,00',
  payerName: 'Maria',
  payerCpf: '52998224725',
  method: 'PIX_MANU_AUTO',
  externalId: '',
  redirectUrl: '',
}

/** Sends a payment and stands on its watch. */
async function watch(
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  const app = await renderApp((world) => {
    world.signIn()
    world.drafts.set('simulator', draft)
    prepare(world)
  })
  await goTo(app.user, 'Payment')
  await app.user.click(await screen.findByRole('button', { name: 'Send payment' }))
  await screen.findByRole('status', { name: 'Payment status' })
  return app
}
const status = () => screen.getByRole('status', { name: 'Payment status' })
const log = () => within(screen.getByRole('grid', { name: 'Status log' }))

describe('watch', () => {
  it('appends each poll and says code and words of the latest status', async () => {
    const { world } = await watch()
    expect(status()).toHaveTextContent('Waiting for the first answer')
    world.observe('local-1', { status: 'STARTED' })
    await waitFor(() => expect(status()).toHaveTextContent('STARTED'))
    world.observe('local-1', { status: 'PAYMENT_COMPLETED' })
    await waitFor(() => expect(status()).toHaveTextContent('Completed PAYMENT_COMPLETED'))
    await waitFor(() => expect(log().getAllByRole('row')).toHaveLength(3))
    expect(log().getAllByText('changed')).toHaveLength(2)
    expect(screen.getByText(/^Ended after/)).toBeVisible()
  })

  it('does not touch the announced region when a poll saw the same', async () => {
    const { world } = await watch()
    world.observe('local-1', { status: 'ENQUEUED' })
    await waitFor(() => expect(status()).toHaveTextContent('ENQUEUED'))
    const changes: MutationRecord[] = []
    const observer = new MutationObserver((records) => void changes.push(...records))
    observer.observe(status(), { childList: true, characterData: true, subtree: true })
    world.observe('local-1', { status: 'ENQUEUED' })
    await waitFor(() => expect(log().getAllByRole('row')).toHaveLength(3))
    expect([...changes, ...observer.takeRecords()]).toEqual([])
    observer.disconnect()
  })

  it('shows a failed poll as a row of its own', async () => {
    const { world } = await watch()
    world.observe('local-1', { errorCode: 'connect' })
    expect(await log().findByText('connect')).toBeVisible()
    expect(log().getByText('—')).toBeVisible()
  })

  it('reads again what it missed, in order and without doubles', async () => {
    const { world } = await watch()
    world.observe('local-1', { status: 'STARTED' })
    await log().findByText('STARTED')
    const { emit } = world.transport
    world.transport.emit = () => undefined
    world.observe('local-1', { status: 'ENQUEUED' })
    world.transport.emit = emit
    world.observe('local-1', { status: 'CONSENT_AUTHORIZED' })
    expect(await log().findByText('ENQUEUED')).toBeVisible()
    await waitFor(() => expect(log().getAllByRole('row')).toHaveLength(4))
  })

  it('ignores the polls of another payment', async () => {
    const { world } = await watch()
    world.observe('local-1', { status: 'STARTED' })
    await log().findByText('STARTED')
    world.transport.emit('observations', [
      {
        localId: 'other',
        paymentId: 'p',
        seq: 2,
        at: new Date().toISOString(),
        elapsedMs: 1,
        latencyMs: 1,
        status: 'ERROR',
        changed: true,
      },
    ])
    world.observe('local-1', { status: 'ENQUEUED' })
    await log().findByText('ENQUEUED')
    expect(log().queryByText('ERROR')).toBeNull()
  })

  it('says why a payment was rejected, in words and with the raw code', async () => {
    const { world } = await watch()
    world.observe('local-1', { status: 'PAYMENT_REJECTED', rejection: 'SALDO_INSUFICIENTE' })
    expect(await screen.findByText('The payer’s account has not enough money.')).toBeVisible()
    expect(screen.getByText('SALDO_INSUFICIENTE')).toBeVisible()
    expect(status()).toHaveTextContent('PAYMENT_REJECTED')
  })

  it('opens the consent page in the browser', async () => {
    const { world, user } = await watch()
    world.observe('local-1', { status: 'CONSENT_AWAITING_AUTHORIZATION' })
    expect(await screen.findByText('The payer’s consent is needed')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Open in browser' }))
    expect(world.transport.callsOf('app.openExternal')).toEqual([
      { url: 'https://127.0.0.1:41873/consent/1' },
    ])
    world.observe('local-1', { status: 'CONSENT_AUTHORIZED' })
    await waitFor(() => expect(screen.queryByText('The payer’s consent is needed')).toBeNull())
  })

  it('stops, resumes and polls at once', async () => {
    const { world, user } = await watch()
    await user.click(screen.getByRole('button', { name: 'Poll now' }))
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    await user.click(await screen.findByRole('button', { name: 'Resume' }))
    expect(await screen.findByRole('button', { name: 'Stop' })).toBeVisible()
    for (const channel of ['watch.pollNow', 'watch.stop', 'watch.start'] as const) {
      expect(world.transport.callsOf(channel)).toEqual([{ localId: 'local-1' }])
    }
  })

  it('explains a lost answer and watches the id that was learned elsewhere', async () => {
    const { world, user } = await watch((one) => (one.sendOutcome = 'unknown'))
    expect(screen.getByText(/The answer was lost: the payment may or may not exist/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Watch this id' }))
    expect(await screen.findByText('Enter the payment’s id.')).toBeVisible()
    await user.type(
      screen.getByRole('textbox', { name: 'Id learned elsewhere' }),
      ' pay-77 {Enter}',
    )
    await waitFor(() =>
      expect(world.transport.callsOf('payments.adopt')).toEqual([
        { localId: 'local-1', paymentId: 'pay-77' },
      ]),
    )
    expect(await screen.findByRole('button', { name: 'Stop' })).toBeVisible()
  })

  it('leads a refused payment back to the form', async () => {
    const { user } = await watch((one) => (one.sendOutcome = 'refused'))
    expect(screen.getByText(/Klavi refused the payment/)).toBeVisible()
    expect(screen.getByText('Refused (HTTP 422).')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Back to the form' }))
    expect(await screen.findByRole('textbox', { name: 'Amount' })).toHaveValue('48,00')
  })

  it('switches between recent payments', async () => {
    const { world, user } = await watch()
    world.observe('local-1', { status: 'STARTED' })
    await goTo(user, 'Payment')
    await user.click(await screen.findByRole('button', { name: 'Send payment' }))
    const list = within(await screen.findByRole('region', { name: 'Recent payments' }))
    await waitFor(() => expect(list.getAllByRole('button')).toHaveLength(2))
    await user.click(list.getAllByRole('button')[1] as HTMLElement)
    expect(await log().findByText('STARTED')).toBeVisible()
    expect(location.hash).toBe('#/watch/local-1')
  })

  it('says what the screen is for before the first payment', async () => {
    const { user } = await renderApp()
    await goTo(user, 'Watch')
    expect(await screen.findByText('Nothing to watch yet')).toBeVisible()
  })
})
