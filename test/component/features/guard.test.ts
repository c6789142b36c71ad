import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { FakeFailure } from '../../support/fake-transport.ts'
import { furnishDesk } from '../../support/furnish-desk.ts'
import { g1Document } from '../../support/payload-documents.ts'
import { goTo, renderApp, type User } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const inProduction = (how: 'locked' | 'open' | 'override') => (world: World) => {
  world.settings.environmentId = 'production'
  furnishDesk(world, new URLSearchParams(`guard=${how}`))
}
const banner = async () =>
  within(await screen.findByRole('region', { name: 'Guard of Production' }))
const dialog = () => screen.findByRole('dialog')
const press = async (user: User, name: string | RegExp): Promise<void> =>
  user.click(within(await dialog()).getByRole('button', { name }))

describe('production guard', () => {
  it('is locked, red, and says what may be done', async () => {
    await renderApp(inProduction('locked'))
    expect((await banner()).getByText('Production is locked')).toBeVisible()
    expect(document.documentElement.dataset['env']).toBe('production')
  })

  it('wants the name, and says so where it is another', async () => {
    const { world, user } = await renderApp(inProduction('locked'))
    await user.click(await screen.findByRole('button', { name: 'Unlock…' }))
    await user.type(within(await dialog()).getByRole('textbox'), 'sandbox{Enter}')
    expect(await within(await dialog()).findByRole('alert')).toBeVisible()
    await user.clear(within(await dialog()).getByRole('textbox'))
    await user.type(within(await dialog()).getByRole('textbox'), 'Production{Enter}')
    expect(await (await banner()).findByText('Production is unlocked: real money')).toBeVisible()
    expect(screen.getByText(/^Locks by itself in 1[45]:\d\d/)).toBeVisible()
    expect(world.transport.callsOf('guard.unlock')).toHaveLength(2)
  })

  it('locks by one key from anywhere', async () => {
    const { user } = await renderApp(inProduction('open'))
    await (await banner()).findByText('Production is unlocked: real money')
    await user.keyboard('{Control>}l{/Control}')
    expect(await (await banner()).findByText('Production is locked')).toBeVisible()
  })

  it('leaves the readiness gate aside for a typed reason only', async () => {
    const { user } = await renderApp(inProduction('open'))
    await user.click(await screen.findByRole('button', { name: 'Send without it…' }))
    await user.type(within(await dialog()).getByRole('textbox'), 'short')
    await press(user, 'Record and go on')
    expect(await within(await dialog()).findByRole('alert')).toBeVisible()
    await user.type(within(await dialog()).getByRole('textbox'), ' but agreed with Ana')
    await press(user, 'Record and go on')
    expect(
      await screen.findByText('Sent without a readiness report: “short but agreed with Ana”'),
    ).toBeVisible()
  })

  it('asks for the amount of a body that only main can read, and sends nothing before', async () => {
    const { world, user } = await renderApp(inProduction('override'))
    const typed: (string | undefined)[] = []
    world.transport.answer({
      'requests.send': ({ path, confirmation }) => {
        const amount = confirmation?.typedAmount
        typed.push(amount)
        if (amount === undefined) {
          throw new FakeFailure({ code: 'confirmation-missing', details: { amount: 'R$ 48,00' } })
        }
        return {
          exchangeId: 'x-1',
          url: `https://api.klavi.ai${path}`,
          httpStatus: 200,
          latencyMs: 1,
          isJson: true,
        }
      },
    })
    await goTo(user, 'Requests')
    await user.click(await screen.findByRole('combobox', { name: 'Documented call' }))
    await user.click(await screen.findByRole('option', { name: 'POST /payments' }))
    await user.click(screen.getByRole('button', { name: /^Send request/ }))
    const box = await within(await dialog()).findByRole('textbox')
    expect(within(await dialog()).getByText('4800')).toBeVisible()
    await user.type(box, '47,00')
    await press(user, 'Send request')
    expect(await within(await dialog()).findByText('This is not R$ 48,00.')).toBeVisible()
    expect(typed).toEqual([undefined])
    await user.clear(box)
    await user.type(box, '48,00{Enter}')
    await waitFor(() => expect(typed).toEqual([undefined, '48,00']))
  })

  it.each([
    ['as the list has it', true, 'Mock Bank'],
    ['by its id where no list is known', false, 'c8f0bf49-4744-4933-8960-000000000001'],
  ])('names the bank of a payload that came without a name, %s', async (_how, listed, bank) => {
    const { user } = await renderApp((world) => {
      inProduction('override')(world)
      world.payload.documents.set('production', g1Document({}, ''))
      if (!listed) return
      world.transport.answer({
        'participants.cached': ({ environmentId }) => ({
          environmentId,
          participants: world.participants,
          fetchedAt: '2026-05-04T12:00:00.000Z',
        }),
      })
    })
    await goTo(user, 'Payment')
    await user.click(await screen.findByRole('button', { name: 'Send payment' }))
    expect(within(await dialog()).getByText(bank, { exact: false })).toBeVisible()
  })

  it('gives up without sending', async () => {
    const { world, user } = await renderApp(inProduction('locked'))
    await goTo(user, 'Requests')
    await user.click(await screen.findByRole('combobox', { name: 'Documented call' }))
    await user.click(await screen.findByRole('option', { name: 'POST /payments' }))
    await user.click(screen.getByRole('button', { name: /^Send request/ }))
    await press(user, 'Cancel')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(world.transport.callsOf('requests.send')).toEqual([])
  })
})
