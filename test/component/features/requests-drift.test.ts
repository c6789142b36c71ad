import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { furnishDesk } from '../../support/furnish-desk.ts'
import { goTo, renderApp } from '../../support/render-app.ts'

describe('requests by hand', () => {
  it('sends a documented call with its query, shows the reply, and lists it', async () => {
    const { world, user } = await renderApp((one) => one.signIn())
    await goTo(user, 'Requests')
    await user.click(await screen.findByRole('button', { name: 'Add a parameter' }))
    await user.type(screen.getByRole('combobox', { name: 'Name of parameter 1' }), 'limit')
    await user.type(screen.getByRole('textbox', { name: 'Value of parameter 1' }), '5')
    await user.click(screen.getByRole('button', { name: /^Send request/ }))
    expect(await screen.findByText('HTTP 200 in 41ms')).toBeVisible()
    expect(world.transport.callsOf('requests.send')).toEqual([
      {
        environmentId: 'simulator',
        method: 'GET',
        path: '/participants',
        query: [['limit', '5']],
        body: '',
      },
    ])
    expect(await screen.findByRole('button', { name: /^Take over GET/ })).toBeVisible()
  })

  it('sends nothing while an id stands open in the path', async () => {
    const { world, user } = await renderApp()
    await goTo(user, 'Requests')
    await user.click(await screen.findByRole('combobox', { name: 'Documented call' }))
    await user.click(await screen.findByRole('option', { name: 'GET /payments/{id}/status' }))
    await user.click(screen.getByRole('textbox', { name: 'Path' }))
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Put the id in the place of {id}.')).toBeVisible()
    expect(screen.getByRole('textbox', { name: 'Path' })).toHaveFocus()
    expect(world.transport.callsOf('requests.send')).toEqual([])
  })
})

describe('drift', () => {
  it('filters by words and kind, shows an example, and copies all as Markdown', async () => {
    const { world, user } = await renderApp((one) =>
      furnishDesk(one, new URLSearchParams('drift=1')),
    )
    await goTo(user, 'Drift')
    const grid = within(await screen.findByRole('grid', { name: 'Findings' }))
    expect(await grid.findByText('$.data[].isBeta')).toBeVisible()
    await user.type(screen.getByRole('searchbox', { name: 'Search the findings' }), 'scheduled')
    await waitFor(() => expect(grid.queryByText('$.data[].isBeta')).toBeNull())
    await user.click(grid.getByText('$.status'))
    const details = within(await screen.findByRole('region', { name: 'Finding' }))
    expect(details.getByText('"PAYMENT_SCHEDULED"')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Export' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as Markdown' }))
    await waitFor(() =>
      expect(world.transport.callsOf('drift.export')).toEqual([
        { environmentId: 'simulator', format: 'markdown' },
      ]),
    )
  })

  it('says so where nothing differs', async () => {
    const { user } = await renderApp()
    await goTo(user, 'Drift')
    expect(await screen.findByText('Nothing differs so far')).toBeVisible()
  })
})

describe('settings', () => {
  it('holds at once, and leaves a wrong value in its box with the reason', async () => {
    const { world, user } = await renderApp()
    await goTo(user, 'Settings')
    const poll = await screen.findByRole('textbox', { name: 'Seconds between two polls' })
    await user.clear(poll)
    await user.type(poll, '90{Enter}')
    expect(await screen.findByText('Enter a whole number from 1 to 60.')).toBeVisible()
    await user.clear(poll)
    await user.type(poll, '10{Enter}')
    await user.type(screen.getByRole('textbox', { name: 'First byte' }), '5000{Enter}')
    await waitFor(() =>
      expect(world.transport.callsOf('settings.set')).toEqual([
        { pollIntervalSeconds: 10 },
        { timeoutsMs: { firstByte: 5000 } },
      ]),
    )
  })
})
