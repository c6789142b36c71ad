import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { ParticipantList } from '../../../electron/contract/types.ts'
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
const grid = async () => within(await screen.findByRole('grid', { name: 'Participants' }))
const details = () => within(screen.getByRole('region', { name: 'Details' }))
const names = async (): Promise<string[]> =>
  (await grid())
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent.trim())

const banks = fakeParticipants()
const listOf = (more: Partial<ParticipantList> = {}): ParticipantList => ({
  environmentId: 'simulator',
  participants: banks,
  fetchedAt: new Date().toISOString(),
  ...more,
})

describe('marks of banks', () => {
  it('put favourites first and those that were picked lately next, and say so', async () => {
    const [, , third, , fifth] = banks
    await open((world) => {
      world.payload.marks = { favourites: [fifth?.id ?? ''], recents: [third?.id ?? ''] }
    })
    await waitFor(async () => expect((await names())[0]).toContain(fifth?.name))
    const [first, second] = await names()
    expect(first).toContain('(favourite)')
    expect(second).toContain(third?.name)
    expect(second).toContain('(picked lately)')
  })

  it('are set and taken away in the details', async () => {
    const { world, user } = await open()
    await user.click((await grid()).getByText('Nubank'))
    await user.click(details().getByRole('button', { name: 'Add to favourites' }))
    await waitFor(async () => expect((await names())[0]).toContain('Nubank'))
    await user.click(details().getByRole('button', { name: 'Remove from favourites' }))
    await waitFor(async () => expect((await names())[0]).not.toContain('(favourite)'))
    expect(world.transport.callsOf('participants.favourite').map(({ on }) => on)).toEqual([
      true,
      false,
    ])
  })

  it('tell of an outage and of a beta, in the list and in the details', async () => {
    const [bank, ...others] = banks
    if (!bank) throw new Error('no bank')
    const raw = { ...(bank.raw as object), isOutage: true, isBeta: true }
    const { user } = await open((world) => (world.participants = [{ ...bank, raw }, ...others]))
    const [first] = await names()
    expect(first).toContain('outage')
    expect(first).toContain('beta')
    await user.click((await grid()).getByText(bank.name))
    expect(details().getByText(/does not answer at the moment/)).toBeVisible()
  })
})

describe('a list of banks', () => {
  it('from the disk is marked with its age, and gives way to the new one', async () => {
    let tell = (_list: ParticipantList): void => undefined
    const later = new Promise<ParticipantList>((resolve) => (tell = resolve))
    const fetchedAt = new Date(Date.now() - 2 * 3_600_000).toISOString()
    await open((world) =>
      world.transport.answer({
        'participants.cached': () => listOf({ offline: true, fetchedAt }),
        'participants.fetch': () => later,
      }),
    )
    expect(await screen.findByText('Offline copy')).toBeVisible()
    expect(screen.getByText(/^Fetched (?!just).* ago$/)).toBeVisible()
    tell(listOf())
    await waitFor(() => expect(screen.queryByText('Offline copy')).toBeNull())
    expect(screen.getByText('Fetched just now')).toBeVisible()
  })

  it('tells what was added and what is gone, until that is put away', async () => {
    const [first] = banks
    const gone = { id: 'gone', name: 'Banco que Saiu', raw: {} }
    const since = '2026-05-04T12:00:00.000Z'
    const changes = { since, added: [first?.id ?? ''], removed: [gone] }
    const { user } = await open((world) =>
      world.transport.answer({ 'participants.fetch': () => listOf({ changes }) }),
    )
    const note = (await screen.findByText(/^Changed since/)).closest('[role="note"]')
    expect(note).toHaveTextContent(`Added (1): ${first?.name}`)
    expect(note).toHaveTextContent('Gone (1): Banco que Saiu')
    expect((await names())[0]).toContain('new')
    await user.click(within(note as HTMLElement).getByRole('button'))
    expect(screen.queryByText(/^Changed since/)).toBeNull()
    expect((await names())[0]).not.toContain('new')
  })

  it('is asked for with filters, and whole again though one is still under way', async () => {
    const answers: ((list: ParticipantList) => void)[] = []
    const { world, user } = await open()
    await grid()
    world.transport.answer({
      'participants.fetch': () => new Promise<ParticipantList>((done) => answers.push(done)),
    })
    await user.click(screen.getByRole('button', { name: 'Filters' }))
    await user.type(screen.getByRole('textbox', { name: 'limit' }), '0')
    expect(screen.getByText('A whole number from 1 to 10000')).toBeVisible()
    await user.clear(screen.getByRole('textbox', { name: 'limit' }))
    await user.type(screen.getByRole('textbox', { name: 'name' }), 'nu{Enter}')
    const asked = () => world.transport.callsOf('participants.fetch').map(({ filters }) => filters)
    await waitFor(() => expect(asked().at(-1)).toEqual({ name: 'nu' }))
    await user.click(await screen.findByRole('button', { name: 'Whole list' }))
    answers[0]?.(listOf({ participants: banks.slice(0, 1), filters: { name: 'nu' } }))
    await waitFor(() => expect(asked().at(-1)).toBeUndefined())
    answers[1]?.(listOf())
    expect(await screen.findByText(`${banks.length} of ${banks.length}`)).toBeVisible()
  })
})

describe('a bank', () => {
  it('has its initials where it has no logo, and where the logo does not come', async () => {
    const [bank, other] = banks
    if (!bank || !other) throw new Error('no bank')
    const withLogo = { ...bank, avatar: 'https://h.example/logo.png' }
    const { user } = await open((world) => (world.participants = [withLogo, other]))
    const row = async () => (await grid()).getByText(bank.name).closest('[role="row"]')
    const image = (await row())?.querySelector('img')
    expect(image).toHaveAttribute('src', expect.stringMatching(/^\/logo\/simulator\//))
    if (image) await fireEvent.error(image)
    await waitFor(async () => expect((await row())?.querySelector('img')).toBeNull())
    expect(await row()).toHaveTextContent(/^\s*MO /)
    await user.click((await grid()).getByText(other.name))
    expect(document.querySelector('[aria-label="Details"] img')).toBeNull()
  })

  it('has an id that can be copied', async () => {
    const { user } = await open()
    await user.click((await grid()).getByText('Nubank'))
    await user.click(details().getByRole('button', { name: 'Copy Participant id' }))
    const nubank = banks.find(({ name }) => name === 'Nubank')
    expect(await navigator.clipboard.readText()).toBe(nubank?.id)
  })
})
