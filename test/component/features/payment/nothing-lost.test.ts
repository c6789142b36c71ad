import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PayloadDocument } from '../../../../electron/contract/types.ts'
import { FakeFailure } from '../../../support/fake-transport.ts'
import { g1Document, wholeDocument } from '../../../support/payload-documents.ts'
import { goTo, renderApp } from '../../../support/render-app.ts'
import type { World } from '../../../support/scripted-world.ts'
import { box, more, openPayment, openTab, pageIsFree, savedText } from './open-payment.ts'

const switchTo = (world: World, environmentId: string): void =>
  world.transport.emit('settings', { ...world.settings, environmentId })

describe('a draft', () => {
  it('is not written into before it is there, nor over the one of another environment', async () => {
    let tell = (_document: PayloadDocument): void => undefined
    const later = new Promise<PayloadDocument>((resolve) => (tell = resolve))
    const { world, user } = await openPayment(wholeDocument)
    world.transport.answer({
      'payload.open': ({ environmentId }) => (environmentId === 'sandbox' ? later : wholeDocument),
    })
    switchTo(world, 'sandbox')
    await waitFor(() => expect(world.transport.callsOf('payload.open')).toHaveLength(2))
    const before = world.transport.callsOf('payload.save').length
    await waitFor(() => expect(box('Amount')).toBeDisabled())
    expect(box('Payer name')).toHaveValue('')
    await user.keyboard('x')
    tell(g1Document({ amount: '777' }))
    await waitFor(() => expect(box('Amount')).toHaveValue('7,77'))
    expect(world.transport.callsOf('payload.save')).toHaveLength(before)
  })

  it('that cannot be read is not written over, and can be asked for again', async () => {
    let broken = true
    const { world, user } = await renderApp((fresh) => {
      fresh.signIn()
      fresh.transport.answer({
        'payload.open': () => {
          if (broken) throw new FakeFailure({ code: 'journal-unavailable' })
          return wholeDocument
        },
      })
    })
    await goTo(user, 'Payment')
    expect(await screen.findByRole('textbox', { name: 'Amount' })).toBeDisabled()
    broken = false
    await user.click(await screen.findByRole('button', { name: /Try again|Retry/ }))
    await waitFor(() => expect(box('Amount')).toHaveValue('48,00'))
    expect(box('Amount')).toBeEnabled()
    expect(world.transport.callsOf('payload.save')).toEqual([])
  })

  it('that is not saved is told until it is', async () => {
    const { world, user } = await openPayment(wholeDocument)
    world.transport.answer({
      'payload.save': () => {
        throw new FakeFailure({ code: 'invalid-input' })
      },
    })
    await user.type(box('Payer name'), 'x')
    expect(await screen.findByText('This payload is not saved')).toBeVisible()
    world.transport.answer(world.payload.handlers)
    await user.type(box('Payer name'), 'y')
    await waitFor(() => expect(screen.queryByText('This payload is not saved')).toBeNull())
  })

  it('keeps no more of a field as it was typed than may be kept, and all of it in the JSON', async () => {
    const { world, user } = await openPayment(wholeDocument)
    const long = 'n'.repeat(10_001)
    await user.clear(box('Payer name'))
    await user.click(box('Payer name'))
    await user.paste(long)
    await waitFor(() => expect(savedText(world)).toContain(long))
    const typed = world.transport.callsOf('payload.save').at(-1)?.document.typed
    expect(typed).not.toHaveProperty('payerName')
  })

  it('that comes with line ends of Windows is shown and sent with LF, and says so', async () => {
    const text = wholeDocument.text.replaceAll('\n', '\r\n')
    const { world } = await openPayment({ ...wholeDocument, text })
    expect(await screen.findByText(/line ends of Windows/)).toBeVisible()
    await waitFor(() =>
      expect(world.transport.callsOf('payload.preview').at(-1)?.text).toBe(wholeDocument.text),
    )
  })
})

describe('what is typed beside a payload', () => {
  it('is there again after another tab, another screen and another environment', async () => {
    const { world, user } = await openPayment(wholeDocument)
    world.payload.documents.set('sandbox', wholeDocument)
    await openTab(user, 'Series')
    await user.type(box('Values'), '1,00')
    await openTab(user, 'Pix code')
    await user.type(box('Copia e cola'), '000201')
    await goTo(user, 'Participants')
    await goTo(user, 'Payment')
    await openTab(user, 'Pix code')
    expect(box('Copia e cola')).toHaveValue('000201')
    switchTo(world, 'sandbox')
    await waitFor(() => expect(box('Copia e cola')).toHaveValue(''))
    switchTo(world, 'simulator')
    await waitFor(() => expect(box('Copia e cola')).toHaveValue('000201'))
    await openTab(user, 'Series')
    expect(box('Values')).toHaveValue('1,00')
  })
})

describe('an offer to undo', () => {
  const toast = () => screen.queryByText('Form filled with sample data')

  it('goes when something else was changed since', async () => {
    const { user } = await openPayment(g1Document({ user: undefined, amount: undefined }))
    await more(user, 'Fill with sample')
    await waitFor(() => expect(toast()).toBeVisible())
    expect(box('Payer name')).not.toHaveValue('')
    await pageIsFree()
    await user.type(box('Amount'), '9')
    await waitFor(() => expect(toast()).toBeNull())
  })

  it('of a switch of method takes back that switch only', async () => {
    const { user } = await openPayment(g1Document({ method: 'PIX_DICT', pixKey: 'a@b.co' }))
    await user.click(screen.getByRole('combobox', { name: 'Method' }))
    await user.click(await screen.findByRole('option', { name: /PIX_MANU_AUTO/ }))
    const note = (await screen.findByText('Left out in the switch: 1')).closest('[role="note"]')
    const undo = () => within(note as HTMLElement).queryByRole('button', { name: 'Undo' })
    expect(undo()).toBeVisible()
    await user.type(box('Payer name'), 'x')
    await waitFor(() => expect(undo()).toBeNull())
  })
})

describe('a field whose object is something else', () => {
  it('says so, and leads to the place in the JSON', async () => {
    const { user } = await openPayment(g1Document({ user: 'x' }))
    const said = await screen.findAllByText(/^user is no object/)
    expect(said.length).toBeGreaterThan(0)
    const [show] = screen.getAllByRole('button', { name: 'Show in JSON' })
    if (!show) throw new Error('no button')
    await user.click(show)
    const editor = await screen.findByRole('textbox', { name: 'Payload JSON' })
    await waitFor(() => expect(editor).toHaveFocus())
  })
})
