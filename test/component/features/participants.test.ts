import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { FakeFailure } from '../../support/fake-transport.ts'
import { goTo, renderApp, type User } from '../../support/render-app.ts'
import { fakeParticipants, type World } from '../../support/scripted-world.ts'

async function open(
  prepare: (world: World) => void = () => undefined,
): Promise<{ world: World; user: User }> {
  const app = await renderApp((world) => {
    world.signIn()
    prepare(world)
  })
  await goTo(app.user, 'Participants')
  return app
}
const grid = () => screen.findByRole('grid', { name: 'Participants' })
const box = () => screen.getByRole('searchbox', { name: 'Search participants' })

describe('participants', () => {
  it('lists the banks and narrows them without regard to accents', async () => {
    const { user } = await open()
    expect(within(await grid()).getByText('Mock Bank')).toBeVisible()
    await user.type(box(), 'itau')
    expect(within(await grid()).getByText('Itaú Unibanco')).toBeVisible()
    expect(within(await grid()).queryByText('Mock Bank')).toBeNull()
  })

  it('picks the first match by Enter and goes to the form', async () => {
    const { world, user } = await open()
    await grid()
    await user.type(box(), 'mock{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: 'Payment' })).toBeVisible()
    expect(screen.getAllByText('Mock Bank')).not.toHaveLength(0)
    await waitFor(() =>
      expect(world.transport.callsOf('payload.save').at(-1)?.document.participantName).toBe(
        'Mock Bank',
      ),
    )
  })

  it('is walked by arrows: details follow, Enter picks', async () => {
    const { user } = await open()
    await grid()
    await user.type(box(), '{ArrowDown}{ArrowDown}')
    const details = screen.getByRole('region', { name: 'Details' })
    expect(within(details).getByRole('heading', { name: 'Banco do Brasil' })).toBeVisible()
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: 'Payment' })).toBeVisible()
    expect(screen.getAllByText('Banco do Brasil')).not.toHaveLength(0)
  })

  it('chooses by a click and stays, so that the raw fields can be read', async () => {
    const { user } = await open()
    await user.click(within(await grid()).getByText('Nubank'))
    const details = screen.getByRole('region', { name: 'Details' })
    expect(within(details).getByText('"isBeta"')).toBeVisible()
    await user.click(within(details).getByRole('button', { name: 'Continue to the form' }))
    expect(await screen.findByText('Payer’s bank')).toBeVisible()
  })

  it('does not choose by moving alone', async () => {
    const { world, user } = await open()
    await grid()
    await user.type(box(), '{ArrowDown}{ArrowDown}')
    await goTo(user, 'Payment')
    expect(await screen.findByText('No bank chosen')).toBeVisible()
    expect(world.transport.callsOf('payload.save')).toEqual([])
  })

  it('draws few of ten thousand', async () => {
    await open((world) => (world.participants = fakeParticipants(10_000)))
    expect(within(await grid()).getAllByRole('row').length).toBeLessThan(60)
    expect(screen.getByText('10000 of 10000')).toBeVisible()
  })

  it('says when nothing matches, and clears', async () => {
    const { user } = await open()
    await grid()
    await user.type(box(), 'zzz')
    expect(await screen.findByText('No bank matches “zzz”')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(box()).toHaveValue('')
  })

  it('says when the API has none', async () => {
    await open((world) => (world.participants = []))
    expect(await screen.findByText('The list is empty')).toBeVisible()
  })

  it('leads to the keys where there are none', async () => {
    const { user } = await open((world) =>
      world.transport.answer({
        'participants.fetch': () => {
          throw new FakeFailure({ code: 'no-credential', details: { environment: 'Simulator' } })
        },
      }),
    )
    expect(await screen.findByText('Keys come first')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Open Credentials' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()
  })

  it('keeps the list when a refresh fails, and says why', async () => {
    const { world, user } = await open()
    await grid()
    world.transport.answer({
      'participants.fetch': () => {
        throw new FakeFailure({ code: 'connect', details: { host: '127.0.0.1' } })
      },
    })
    await user.click(screen.getByRole('button', { name: 'Refresh' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('No connection to 127.0.0.1')
    expect(within(await grid()).getByText('Mock Bank')).toBeVisible()
  })

  it('says that a list may be longer than what is shown', async () => {
    await open((world) =>
      world.transport.answer({
        'participants.fetch': ({ environmentId }) => ({
          environmentId,
          participants: world.participants,
          fetchedAt: '2026-01-01T00:00:00.000Z',
          cut: 'circle',
        }),
      }),
    )
    expect(await grid()).toBeVisible()
    expect(screen.getByText(/its pages lead back to one before/)).toBeVisible()
  })

  it('tries again after a failure', async () => {
    let fails = true
    const { user } = await open((world) =>
      world.transport.answer({
        'participants.fetch': ({ environmentId }) => {
          if (fails) throw new FakeFailure({ code: 'timeout' })
          return {
            environmentId,
            participants: world.participants,
            fetchedAt: '2026-01-01T00:00:00.000Z',
          }
        },
      }),
    )
    await screen.findByRole('alert')
    fails = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await grid()).toBeVisible()
  })
})
