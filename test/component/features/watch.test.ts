import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { wholeDocument } from '../../support/payload-documents.ts'
import { goTo, renderApp, type User } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

/** Sends a payment and stands on its watch. */
async function watch(
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  const app = await renderApp((world) => {
    world.signIn()
    world.payload.documents.set('simulator', wholeDocument)
    prepare(world)
  })
  await goTo(app.user, 'Payment')
  await app.user.click(await screen.findByRole('button', { name: 'Send payment' }))
  await screen.findByRole('status', { name: 'Payment status' })
  return app
}
const status = () => screen.getByRole('status', { name: 'Payment status' })
const log = () => within(screen.getByRole('grid', { name: 'Status log' }))

describe('a link for the payer', () => {
  const shown = async (paymentUrl: string) => {
    const { world } = await watch()
    const [payment] = world.payments
    world.transport.emit('payments', [{ ...payment!, flow: 'whitelabel', paymentUrl }])
    expect(await screen.findByText(paymentUrl)).toBeVisible()
  }

  it('is opened and copied', async () => {
    await shown('https://pay.klavi.example/w/1')
    expect(screen.getByRole('button', { name: 'Open the page' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Copy the link' })).toBeVisible()
  })

  it('that carried a token is neither, and says why', async () => {
    await shown('https://pay.klavi.example/w/1?t=[redacted]')
    expect(screen.getByText(/^This link carries a token/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Open the page' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Copy the link' })).toBeNull()
  })
})

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
    // In the other language, too: the reader of a ticket may have that one.
    expect(screen.getByText(/saldo/, { selector: '[lang="pt-BR"]' })).toBeVisible()
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

  it('says that a consent page opens once, with its host, and draws a code for a phone where one can follow', async () => {
    const { world, user } = await watch()
    world.observe('local-1', { status: 'CONSENT_AWAITING_AUTHORIZATION' })
    await screen.findByText('The payer’s consent is needed')
    expect(screen.getByText('127.0.0.1:41873')).toBeVisible()
    // A phone cannot follow to this machine.
    expect(screen.queryByRole('img', { name: 'QR code of the consent page' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Open in browser' }))
    expect(await screen.findByText(/The page opens once/)).toBeVisible()
    const [payment] = world.payments
    const consentUrl = 'https://bank.example/consent/7'
    world.transport.emit('payments', [{ ...payment!, consentUrl }])
    expect(
      await screen.findByRole('img', { name: 'QR code of the consent page' }, { timeout: 5_000 }),
    ).toBeVisible()
  })

  it('polls at once, pauses, goes on, changes the interval and stops', async () => {
    const { world, user } = await watch()
    const [payment] = world.payments
    world.payments = [{ ...payment!, intervalMs: 3_000 }]
    world.transport.emit('payments', world.payments)
    await user.click(screen.getByRole('button', { name: 'Poll now' }))
    await user.click(await screen.findByRole('combobox', { name: 'Time between polls' }))
    await user.click(await screen.findByRole('option', { name: 'every 10.0s' }))
    await user.click(await screen.findByRole('button', { name: 'Pause' }))
    expect((await screen.findAllByText('Paused'))[0]).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Resume' }))
    await user.click(await screen.findByRole('button', { name: 'Stop' }))
    await user.click(await screen.findByRole('button', { name: 'Resume' }))
    expect(await screen.findByRole('button', { name: 'Stop' })).toBeVisible()
    const channels = ['pollNow', 'pause', 'resume', 'stop', 'start'] as const
    for (const channel of channels) {
      expect(world.transport.callsOf(`watch.${channel}`)).toEqual([{ localId: 'local-1' }])
    }
    expect(world.transport.callsOf('watch.setInterval')).toEqual([
      { localId: 'local-1', intervalMs: 10_000 },
    ])
  })

  it('narrows the log to what changed or to what is searched for', async () => {
    const { world, user } = await watch()
    for (const status of ['ENQUEUED', 'ENQUEUED', 'PAYMENT_PENDING']) {
      world.observe('local-1', { status })
    }
    expect(await screen.findByText('3 polls')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Only changes' }))
    expect(await screen.findByText('2 of 3 polls')).toBeVisible()
    expect(log().getAllByRole('row')).toHaveLength(3)
    await user.click(screen.getByRole('button', { name: 'Only changes' }))
    await user.type(screen.getByRole('searchbox', { name: 'Search the log' }), 'pending')
    expect(await screen.findByText('1 of 3 polls')).toBeVisible()
    expect(screen.getByRole('img', { name: /Latency of the last 3/ })).toBeVisible()
  })

  it('says what lasts longer than documented, apart from the order', async () => {
    const { world } = await watch()
    world.observe('local-1', { status: 'CONSENT_AUTHORIZED' })
    const [payment] = world.payments
    const since = new Date(Date.now() - 6 * 60_000).toISOString()
    const stall = {
      kind: 'authorized',
      status: 'CONSENT_AUTHORIZED',
      since,
      limitMs: 300_000,
    } as const
    world.transport.emit('payments', [{ ...payment!, stalls: [stall] }])
    expect(await screen.findByText(/Consent given has lasted 6m; the documentation/)).toBeVisible()
    expect(await screen.findByText('up to 5m')).toBeInTheDocument()
    expect(screen.getByText(/longer than documented/)).toBeInTheDocument()
  })

  it('shows all payments on a board and leads to one of them', async () => {
    const { world, user } = await watch()
    await user.click(screen.getByRole('button', { name: 'All watched payments' }))
    const board = await screen.findByRole('grid', { name: 'All watched payments' })
    expect(within(board).getByText('Mock Bank')).toBeVisible()
    await user.click(within(board).getByRole('button', { name: 'Amount' }))
    await waitFor(() =>
      expect(world.transport.callsOf('watch.board').at(-1)).toMatchObject({ sort: 'amount' }),
    )
    expect(within(board).getByRole('columnheader', { name: 'Amount' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    )
    board.focus()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(await screen.findByRole('grid', { name: 'Status log' })).toBeVisible()
    expect(location.hash).toBe('#/watch/local-1')
  })

  it('watches a payment by its pasted id', async () => {
    const { world, user } = await watch()
    world.transport.answer({
      'requests.watch': ({ paymentId }) => {
        const payment = { ...world.payments[0]!, localId: 'foreign', paymentId }
        world.payments = [payment, ...world.payments]
        return payment
      },
    })
    await user.click(screen.getByRole('button', { name: 'Watch a payment by its id' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Watch' }))
    expect(dialog.getByText('Enter the payment’s id.')).toBeVisible()
    await user.type(dialog.getByRole('textbox', { name: 'Payment id' }), ' pay-9 {Enter}')
    await waitFor(() => expect(location.hash).toBe('#/watch/foreign'))
    expect(world.transport.callsOf('requests.watch')).toEqual([
      { environmentId: 'simulator', paymentId: 'pay-9' },
    ])
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
    await waitFor(() => expect(list.getAllByRole('listitem')).toHaveLength(2))
    await user.click(within(list.getAllByRole('listitem')[1]!).getByRole('button'))
    expect(await log().findByText('STARTED')).toBeVisible()
    expect(location.hash).toBe('#/watch/local-1')
  })

  it('says what the screen is for before the first payment', async () => {
    const { user } = await renderApp()
    await goTo(user, 'Watch')
    expect(await screen.findByText('Nothing to watch yet')).toBeVisible()
  })
})
