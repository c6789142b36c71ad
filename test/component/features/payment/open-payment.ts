import { screen, waitFor, within } from '@testing-library/svelte'
import { expect } from 'vitest'
import type { PayloadDocument } from '../../../../electron/contract/types.ts'
import { goTo, renderApp, type User } from '../../../support/render-app.ts'
import type { World } from '../../../support/scripted-world.ts'

/** The Payment screen over a document, ready to be used. */
export async function openPayment(
  document: PayloadDocument,
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  const app = await renderApp((world) => {
    world.signIn()
    world.payload.documents.set('simulator', document)
    prepare(world)
  })
  await goTo(app.user, 'Payment')
  await screen.findByRole('textbox', { name: 'Amount' })
  return app
}

export const box = (name: string): HTMLInputElement =>
  screen.getByRole<HTMLInputElement>('textbox', { name })
export const sendButton = () => screen.getByRole('button', { name: 'Send payment' })
export const checkout = () => within(screen.getByRole('region', { name: 'Checkout' }))

/** The text that main was handed last. */
export function savedText(world: World): string {
  return world.transport.callsOf('payload.save').at(-1)?.document.text ?? ''
}

export async function openTab(user: User, name: string): Promise<void> {
  await user.click(screen.getByRole('tab', { name }))
}

/** Chooses an entry of the menu behind "More". */
export async function more(user: User, name: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name }))
}

/** What opens over the page holds the pointer until it has gone. */
export const pageIsFree = (): Promise<void> =>
  waitFor(() => expect(document.body.style.pointerEvents).not.toBe('none'))
