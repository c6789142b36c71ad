import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ExchangeSummary } from '../../../electron/contract/types.ts'
import { FakeFailure } from '../../support/fake-transport.ts'
import { renderApp, type User } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const openDock = async (user: User) => {
  await user.keyboard('{Control>}j{/Control}')
  return screen.findByRole('region', { name: 'Exchanges' })
}
const path = (number: number): string => `/payments/p/${number}?full=1`

/** The dock with two exchanges, the second one chosen. */
async function chosen(prepare: (world: World) => void = () => undefined) {
  const app = await renderApp((world) => {
    world.journal.exchange({}, '{"status":"A"}')
    world.journal.exchange({}, '{"status":"X","user":{"token":"[redacted]"}}')
    prepare(world)
  })
  const dock = await openDock(app.user)
  await app.user.click(await within(dock).findByText(path(2)))
  await within(dock).findByRole('tab', { name: 'Overview' })
  return { ...app, dock: within(dock) }
}

describe('dock', () => {
  it('opens by its key and takes the focus; closes and gives it back', async () => {
    const { world, user } = await renderApp()
    const key = screen.getByRole('textbox', { name: 'Access key' })
    await user.type(key, 'abc')
    expect(world.transport.callsOf('exchanges.query')).toEqual([])
    const dock = await openDock(user)
    expect(await within(dock).findByText('No request has left yet')).toBeVisible()
    expect(dock).toHaveFocus()
    await user.keyboard('{Control>}j{/Control}')
    expect(screen.queryByRole('region', { name: 'Exchanges' })).toBeNull()
    expect(key).toHaveFocus()
    // What was typed above the dock is not touched by it.
    expect(key).toHaveValue('abc')
  })

  it('stays open for the next start', async () => {
    const { user } = await renderApp()
    const button = screen.getByRole('button', { name: /^Exchanges/ })
    expect(button).toHaveAttribute('aria-expanded', 'false')
    await user.click(button)
    expect(button).toHaveAttribute('aria-expanded', 'true')
    expect(localStorage.getItem('klavi-tester.dock-open')).toBe('1')
  })

  it('lists what was, adds what happens, and says what failed in words', async () => {
    const { world, user } = await renderApp((one) => {
      one.journal.exchange()
      one.journal.exchange()
    })
    const dock = await openDock(user)
    const grid = await within(dock).findByRole('grid', { name: 'List of exchanges' })
    expect(grid).toHaveAttribute('aria-rowcount', '3')
    expect(within(grid).getByText(path(1))).toBeVisible()
    expect(within(grid).queryByText('Error')).toBeNull()
    world.journal.exchange({ errorCode: 'timeout' })
    expect(await within(grid).findByText('timeout')).toBeVisible()
    expect(grid).toHaveAttribute('aria-rowcount', '4')
  })

  it('narrows by search and filters, for what comes live as well', async () => {
    const { world, user } = await renderApp((one) => {
      one.journal.exchange({ step: 'auth', method: 'POST', url: 'https://127.0.0.1:1/auth' })
      one.journal.exchange()
    })
    const dock = within(await openDock(user))
    await user.click(await dock.findByRole('button', { name: 'Filters' }))
    await user.click(dock.getByRole('checkbox', { name: 'Errors only' }))
    expect(await dock.findByText('No exchange matches')).toBeVisible()
    world.journal.exchange({ httpStatus: 503 })
    world.journal.exchange()
    expect(await dock.findByText(path(3))).toBeVisible()
    expect(dock.queryByText(path(4))).toBeNull()
    await user.click(dock.getByRole('button', { name: 'Show all' }))
    await user.type(dock.getByRole('searchbox', { name: 'Search exchanges' }), 'auth')
    await waitFor(() => expect(dock.queryByText(path(2))).toBeNull())
    expect(dock.getByText('/auth')).toBeVisible()
  })

  it('shows the chosen one: the answer first, then what was sent; secrets are marked', async () => {
    const { user, dock } = await chosen()
    expect(await dock.findByText('"X"')).toBeVisible()
    expect(dock.getByText('application/json')).toBeVisible()
    expect(dock.getAllByTitle(/A secret stood here/)[0]).toHaveTextContent('[redacted]')
    await user.click(dock.getByRole('tab', { name: 'Request' }))
    expect(await dock.findByText('[redacted]')).toBeVisible()
    expect(dock.getByText('No body')).toBeVisible()
  })

  it('searches in a body, says where one is as a JSON path, and opens branches of the tree', async () => {
    const { user, dock } = await chosen()
    await user.type(await dock.findByRole('searchbox', { name: 'Find in the body' }), 'status')
    expect(await dock.findByText('1 of 1', { selector: '.count' })).toBeVisible()
    expect(await dock.findByText('$.line1')).toBeVisible()
    await user.click(dock.getByRole('button', { name: 'Tree' }))
    const tree = await dock.findByRole('tree', { name: 'Response body' })
    expect(within(tree).queryByText('token')).toBeNull()
    tree.focus()
    await user.keyboard('{ArrowDown}{ArrowRight}')
    expect(await within(tree).findByText('token')).toBeVisible()
    await user.keyboard('{ArrowLeft}')
    expect(within(tree).queryByText('token')).toBeNull()
  })

  it('shows what differs from the same call before', async () => {
    const { user, dock } = await chosen()
    await user.click(await dock.findByRole('button', { name: 'Diff' }))
    expect(await dock.findByText(/Compared with the call before/)).toBeVisible()
    const lines = dock.getByRole('listbox', { name: 'Response body' })
    expect(within(lines).getByText('"B"')).toBeVisible()
  })

  it('has the times, the connection, the drift and the code of an exchange', async () => {
    const { user, dock } = await chosen()
    await user.click(dock.getByRole('tab', { name: 'Timing' }))
    expect(await dock.findByRole('row', { name: /First byte.*20ms/ })).toBeVisible()
    await user.click(dock.getByRole('tab', { name: 'TLS' }))
    expect(await dock.findByText('89 days left')).toBeVisible()
    await user.click(dock.getByRole('tab', { name: 'Drift' }))
    expect(await dock.findByText('$.extra')).toBeVisible()
    await user.click(dock.getByRole('tab', { name: 'As code' }))
    expect(await dock.findByText('curl masked')).toBeVisible()
    await user.click(dock.getByRole('checkbox', { name: 'Mask personal data' }))
    expect(await dock.findByText('curl open')).toBeVisible()
  })

  it('exports what was marked, personal data masked unless one says otherwise', async () => {
    const { world, user, dock } = await chosen()
    dock.getByRole('grid', { name: 'List of exchanges' }).focus()
    await user.keyboard(' {ArrowUp} ')
    expect(await dock.findByRole('button', { name: '2 marked' })).toBeVisible()
    await user.click(dock.getByRole('button', { name: 'Export exchanges' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Export exchanges' }))
    await user.click(dialog.getByRole('button', { name: 'Save…' }))
    await waitFor(() =>
      expect(world.transport.callsOf('exchanges.export')).toEqual([
        { format: 'har', ids: ['x2', 'x1'], maskPersonal: true },
      ]),
    )
  })

  it('exports all that the filter lets through by the filter, not one by one', async () => {
    const { world, user } = await renderApp((one) => {
      one.journal.exchange({ httpStatus: 503 })
      one.journal.exchange()
      one.journal.exchange({ httpStatus: 404 })
    })
    const dock = within(await openDock(user))
    await user.click(await dock.findByRole('button', { name: 'Filters' }))
    await user.click(dock.getByRole('checkbox', { name: 'Errors only' }))
    await waitFor(() => expect(dock.queryByText(path(2))).toBeNull())
    await user.click(dock.getByRole('button', { name: 'Export exchanges' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Export exchanges' }))
    expect(dialog.getByText(/^All 2 that are listed/)).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Save…' }))
    await waitFor(() =>
      expect(world.transport.callsOf('exchanges.export')).toEqual([
        { format: 'har', filter: { search: '', errorsOnly: true }, maskPersonal: true },
      ]),
    )
  })

  it('keeps no more than some thousand of what comes live, and tells how many there are', async () => {
    const { world, user } = await renderApp((one) => one.journal.exchange())
    const dock = await openDock(user)
    const grid = await within(dock).findByRole('grid', { name: 'List of exchanges' })
    const first = world.journal.exchanges[0]!
    const come = (from: number): ExchangeSummary[] =>
      Array.from({ length: 500 }, (_, index) => ({
        ...first,
        id: `live-${from + index}`,
        at: new Date(1_900_000_000_000 + from + index).toISOString(),
      }))
    for (let from = 0; from < 10_000; from += 500) world.transport.emit('exchanges', come(from))
    expect(await within(dock).findByText(/^10[,.]?001 shown/)).toBeVisible()
    const rows = Number(grid.getAttribute('aria-rowcount')) - 1
    expect(rows).toBeGreaterThanOrEqual(4_000)
    expect(rows).toBeLessThan(5_000)
    expect(within(dock).getByRole('button', { name: /earlier$/ })).toBeVisible()
  })

  it('follows nothing while it is closed, and reads what came when it is opened again', async () => {
    const { world, user } = await renderApp((one) => one.journal.exchange())
    const dock = await openDock(user)
    expect(await within(dock).findByText(path(1))).toBeVisible()
    const listening = world.transport.listens('exchanges')
    await user.keyboard('{Control>}j{/Control}')
    expect(world.transport.listens('exchanges')).toBe(listening - 1)
    world.journal.exchange()
    expect(world.transport.callsOf('exchanges.query')).toHaveLength(1)
    const again = await openDock(user)
    expect(await within(again).findByText(path(2))).toBeVisible()
    world.journal.exchange()
    expect(await within(again).findByText(path(3))).toBeVisible()
  })

  it('shows a long text as far as it came, and copies none of it', async () => {
    const { world, user, dock } = await chosen()
    const code = { text: 'curl begins', fileName: 'x.sh', total: 300_000 }
    world.transport.answer({ 'exchanges.code': () => code })
    await user.click(dock.getByRole('tab', { name: 'As code' }))
    expect(await dock.findByText('curl begins')).toBeVisible()
    expect(dock.getByText(/The text goes on/)).toBeVisible()
    expect(dock.queryByRole('button', { name: /^Copy$/ })).toBeNull()
    await user.click(dock.getByRole('button', { name: 'Copy as curl' }))
    expect((await screen.findAllByText(/The text goes on/)).length).toBe(2)
    expect(world.transport.callsOf('app.copyText')).toEqual([])
  })

  it('says what went wrong and tries again', async () => {
    let failing = true
    const { world, user } = await renderApp((one) => {
      one.transport.answer({
        'exchanges.query': () => {
          if (failing) throw new FakeFailure({ code: 'internal' })
          return { rows: [one.journal.exchanges[0]!], offset: 0, total: 1 }
        },
      })
      one.journal.exchange()
    })
    expect(world.journal.exchanges).toHaveLength(1)
    const dock = await openDock(user)
    expect(await within(dock).findByRole('alert')).toHaveTextContent('Failed: internal')
    failing = false
    await user.click(within(dock).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(within(dock).getByRole('grid')).toBeVisible())
  })
})
