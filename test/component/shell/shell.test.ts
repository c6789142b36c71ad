import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { PaymentSummary } from '../../../electron/contract/types.ts'
import { goTo, renderApp } from '../../support/render-app.ts'

const payment = (localId: string, participantName: string): PaymentSummary => ({
  localId,
  environmentId: 'simulator',
  environmentName: 'Simulator',
  externalId: `order-${localId}`,
  paymentId: `pay-${localId}`,
  state: 'completed',
  amountCentavos: 4800,
  amountWire: '4800',
  participantId: 'b-1',
  participantName,
  payerName: 'Maria S. S.',
  createdAt: '2026-11-25T03:00:00.000Z',
  watching: false,
})

describe('shell', () => {
  it('has the steps and the tool by name, and marks the present one', async () => {
    await renderApp()
    const steps = within(screen.getByRole('navigation', { name: 'Steps' }))
    for (const name of [
      ...['Credentials', 'Participants', 'Payment', 'Watch'],
      ...['History', 'Simulator'],
    ]) {
      expect(steps.getByRole('link', { name })).toBeVisible()
    }
    expect(steps.getByRole('link', { name: 'Credentials' })).toHaveAttribute('aria-current', 'page')
  })

  it('gives the focus to the heading of the screen that one arrives at', async () => {
    const { user } = await renderApp()
    await goTo(user, 'Payment')
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1, name: 'Payment' })).toHaveFocus(),
    )
  })

  it('goes by Ctrl and a number, and by the native menu', async () => {
    const { world, user } = await renderApp()
    await user.keyboard('{Control>}4{/Control}')
    expect(await screen.findByText('Nothing to watch yet')).toBeVisible()
    world.transport.emit('command', { id: 'step.credentials' })
    expect(await screen.findByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()
  })

  it('opens the payment whose notification was clicked', async () => {
    const { world, user } = await renderApp((one) => {
      one.signIn()
      one.payments = [payment('newer', 'Nubank'), payment('told', 'Mock Bank')]
    })
    await goTo(user, 'History')
    world.transport.emit('command', { id: 'watch.open:told' })
    await waitFor(() => expect(location.hash).toBe('#/watch/told'))
    await waitFor(() =>
      expect(world.transport.callsOf('watch.log')).toContainEqual(
        expect.objectContaining({ localId: 'told' }),
      ),
    )
  })

  it('brings the focus to the search box by a slash', async () => {
    const { user } = await renderApp((world) => world.signIn())
    await goTo(user, 'Participants')
    const box = await screen.findByRole('searchbox', { name: 'Search participants' })
    await user.keyboard('/')
    expect(box).toHaveFocus()
    expect(box).toHaveValue('')
  })

  it('changes the environment, its colour and its payload', async () => {
    const { world, user } = await renderApp()
    expect(document.documentElement).toHaveAttribute('data-env', 'simulator')
    await user.click(screen.getByRole('combobox', { name: 'Environment' }))
    await user.click(await screen.findByRole('option', { name: /Sandbox/ }))
    await waitFor(() => expect(document.documentElement).toHaveAttribute('data-env', 'sandbox'))
    expect(world.transport.callsOf('settings.set')).toContainEqual({ environmentId: 'sandbox' })
    expect(world.transport.callsOf('payload.open').at(-1)).toEqual({ environmentId: 'sandbox' })
    expect(screen.queryByRole('button', { name: 'Use simulator keys' })).toBeNull()
  })

  it('does not offer an environment that is blocked in this run', async () => {
    const { world, user } = await renderApp()
    await user.click(screen.getByRole('combobox', { name: 'Environment' }))
    const blocked = await screen.findByRole('option', { name: /Production/ })
    expect(blocked).toHaveTextContent('Not available on the test runtime')
    await user.click(blocked)
    expect(world.transport.callsOf('settings.set')).toEqual([])
  })

  it('changes the language on the spot and keeps what was typed', async () => {
    const { world, user } = await renderApp()
    await goTo(user, 'Payment')
    await user.type(await screen.findByRole('textbox', { name: 'Payer name' }), 'Ana')
    world.transport.emit('settings', { ...world.settings, language: 'pt-BR' })
    expect(await screen.findByRole('textbox', { name: 'Nome do pagador' })).toHaveValue('Ana')
    expect(document.documentElement).toHaveAttribute('lang', 'pt-BR')
    expect(screen.getByRole('link', { name: 'Credenciais' })).toBeVisible()
  })

  it('changes the theme from the preferences', async () => {
    const { world, user } = await renderApp()
    await user.click(screen.getByRole('button', { name: 'Preferences' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Theme: Dark' }))
    await waitFor(() => expect(document.documentElement).toHaveAttribute('data-theme', 'dark'))
    expect(world.transport.callsOf('settings.set')).toEqual([{ theme: 'dark' }])
  })

  it('shows notices until they are dismissed', async () => {
    const { world, user } = await renderApp()
    world.transport.emit('notices', [
      {
        id: 'n',
        severity: 'warning',
        code: 'journal-set-aside',
        message: 'The journal was damaged.',
        at: new Date().toISOString(),
      },
    ])
    const area = await screen.findByRole('region', { name: 'Notices' })
    expect(within(area).getByText('The journal was damaged.')).toBeVisible()
    await user.click(within(area).getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('region', { name: 'Notices' })).toBeNull()
    expect(world.transport.callsOf('notices.dismiss')).toEqual([{ id: 'n' }])
  })

  it('says what failed when the window cannot load, and tries again', async () => {
    const { world, user } = await renderFailing()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('navigation', { name: 'Steps' })).toBeVisible()
    expect(world.transport.callsOf('settings.get').length).toBeGreaterThan(1)
  })

  it('dismisses the first steps for good', async () => {
    const { user } = await renderApp()
    expect(screen.getByRole('region', { name: /first payment/ })).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Hide these first steps' }))
    expect(screen.queryByRole('region', { name: /first payment/ })).toBeNull()
    expect(localStorage.getItem('klavi-tester.checklist-dismissed')).toBe('1')
  })
})

async function renderFailing(): ReturnType<typeof renderApp> {
  const { render } = await import('@testing-library/svelte')
  const { default: userEvent } = await import('@testing-library/user-event')
  const { default: App } = await import('../../../renderer/src/app.svelte')
  const { createApi } = await import('../../../renderer/src/api.ts')
  const { scriptedWorld } = await import('../../support/scripted-world.ts')
  const { FakeFailure } = await import('../../support/fake-transport.ts')
  const world = scriptedWorld()
  let failing = true
  world.transport.answer({
    'settings.get': () => {
      if (!failing) return world.settings
      failing = false
      throw new FakeFailure({ code: 'internal', details: { detail: 'out of memory' } })
    },
  })
  render(App, { props: { api: createApi(world.transport) } })
  expect(await screen.findByRole('alert')).toHaveTextContent('out of memory')
  return { world, user: userEvent.setup() }
}
