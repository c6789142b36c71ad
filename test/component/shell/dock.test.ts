import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ExchangeDetail, ExchangeSummary } from '../../../electron/contract/types.ts'
import { FakeFailure } from '../../support/fake-transport.ts'
import { renderApp } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const exchange = (number: number, more: Partial<ExchangeSummary> = {}): ExchangeSummary => ({
  id: `x${number}`,
  environmentId: 'simulator',
  step: 'status',
  at: new Date(1_800_000_000_000 + number * 1000).toISOString(),
  method: 'GET',
  url: `https://127.0.0.1:1/payments/p/${number}?full=1`,
  httpStatus: 200,
  latencyMs: 12.4,
  ...more,
})
const detail = (summary: ExchangeSummary): ExchangeDetail => ({
  ...summary,
  requestHeaders: [['authorization', '[redacted]']],
  responseHeaders: [['content-type', 'application/json']],
  requestBytes: 0,
  responseBytes: 14,
})
const body = '{"status":"X"}'

function withExchanges(list: ExchangeSummary[]) {
  return ({ transport }: World): void =>
    transport.answer({
      'exchanges.list': () => [...list].reverse(),
      'exchanges.get': ({ id }) => {
        const found = list.find((one) => one.id === id)
        if (!found) throw new FakeFailure({ code: 'unknown-exchange' })
        return detail(found)
      },
      'exchanges.body': ({ offset, length }) => ({
        text: body.slice(offset, offset + length),
        offset,
        total: body.length,
      }),
    })
}
const openDock = async (user: Awaited<ReturnType<typeof renderApp>>['user']) => {
  await user.keyboard('{Control>}j{/Control}')
  return screen.findByRole('region', { name: 'Exchanges' })
}

describe('dock', () => {
  it('opens by its key and takes the focus; closes and gives it back', async () => {
    const { world, user } = await renderApp(withExchanges([]))
    const key = screen.getByRole('textbox', { name: 'Access key' })
    await user.type(key, 'abc')
    expect(world.transport.callsOf('exchanges.list')).toEqual([])
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
    const { user } = await renderApp(withExchanges([]))
    const button = screen.getByRole('button', { name: /^Exchanges/ })
    expect(button).toHaveAttribute('aria-expanded', 'false')
    await user.click(button)
    expect(button).toHaveAttribute('aria-expanded', 'true')
    expect(localStorage.getItem('klavi-tester.dock-open')).toBe('1')
  })

  it('lists what was, adds what happens, and says what failed in words', async () => {
    const { world, user } = await renderApp(withExchanges([exchange(1), exchange(2)]))
    const dock = await openDock(user)
    const grid = await within(dock).findByRole('grid', { name: 'List of exchanges' })
    expect(grid).toHaveAttribute('aria-rowcount', '3')
    expect(within(grid).getByText('/payments/p/1?full=1')).toBeVisible()
    expect(within(grid).queryByText('Error')).toBeNull()
    const { httpStatus: _none, ...lost } = exchange(3, { errorCode: 'timeout' })
    world.transport.emit('exchanges', [lost])
    expect(await within(grid).findByText('timeout')).toBeVisible()
    expect(grid).toHaveAttribute('aria-rowcount', '4')
  })

  it('shows the chosen one: the answer first, then what was sent', async () => {
    const { world, user } = await renderApp(withExchanges([exchange(1)]))
    const dock = await openDock(user)
    await user.click(await within(dock).findByText('/payments/p/1?full=1'))
    expect(await within(dock).findByText('"X"')).toBeVisible()
    expect(within(dock).getByText('application/json')).toBeVisible()
    await user.click(within(dock).getByRole('tab', { name: 'Request' }))
    expect(await within(dock).findByText('[redacted]')).toBeVisible()
    expect(within(dock).getByText('No body')).toBeVisible()
    expect(world.transport.callsOf('exchanges.body')).toEqual([
      { id: 'x1', side: 'response', offset: 0, length: 50_000 },
    ])
  })

  it('says what went wrong and tries again', async () => {
    let failing = true
    const { user } = await renderApp(({ transport }) =>
      transport.answer({
        'exchanges.list': () => {
          if (failing) throw new FakeFailure({ code: 'internal' })
          return [exchange(1)]
        },
      }),
    )
    const dock = await openDock(user)
    expect(await within(dock).findByRole('alert')).toHaveTextContent('Failed: internal')
    failing = false
    await user.click(within(dock).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(within(dock).getByRole('grid')).toBeVisible())
  })
})
