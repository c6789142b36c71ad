import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { goTo, renderApp, type User } from '../../support/render-app.ts'

async function open(user: User): Promise<HTMLElement> {
  await user.keyboard('{Control>}k{/Control}')
  const palette = await screen.findByRole('dialog', { name: 'Command palette' })
  await waitFor(() => expect(within(palette).getByRole('combobox')).toHaveFocus())
  return palette
}
const options = (palette: HTMLElement): string[] =>
  within(palette)
    .getAllByRole('option')
    .map((one) => one.textContent?.replace(/\s+/g, ' ').trim() ?? '')

describe('command palette', () => {
  it('is a named dialog with a combobox over a list, whose first entry is chosen', async () => {
    const { user } = await renderApp()
    const palette = await open(user)
    const box = within(palette).getByRole('combobox')
    expect(box).toHaveAccessibleName('Search commands, banks and payments')
    expect(within(palette).getByRole('listbox', { name: 'Results' })).toBeVisible()
    const [first] = within(palette).getAllByRole('option')
    await waitFor(() => expect(first).toHaveAttribute('aria-selected', 'true'))
    expect(box).toHaveAttribute('aria-activedescendant', first?.id)
  })

  it('goes where the entry says, and shows its shortcut', async () => {
    const { user } = await renderApp()
    const palette = await open(user)
    await user.keyboard('hist')
    await waitFor(() => expect(options(palette)[0]).toMatch(/^Go to History .*Ctrl.*5/))
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: 'History' })).toBeVisible()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('gives the focus back when it is given up, by Escape or by its own key', async () => {
    const { user } = await renderApp()
    const key = screen.getByRole('textbox', { name: 'Access key' })
    for (const leave of ['{Escape}', '{Control>}k{/Control}']) {
      await user.click(key)
      await open(user)
      await user.keyboard(leave)
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
      await waitFor(() => expect(key).toHaveFocus())
    }
  })

  it('uses a bank that was fetched before', async () => {
    const { world, user } = await renderApp((world) => world.signIn())
    await goTo(user, 'Participants')
    await screen.findByRole('grid', { name: 'Participants' })
    const palette = await open(user)
    await user.keyboard('itau')
    await waitFor(() => expect(options(palette)[0]).toContain('Itaú Unibanco'))
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { level: 1, name: 'Payment' })).toBeVisible()
    await waitFor(() =>
      expect(world.transport.callsOf('payload.save').at(-1)?.document).toMatchObject({
        participantName: 'Itaú Unibanco',
      }),
    )
  })

  it('changes theme and environment, and never offers an environment that is blocked', async () => {
    const { world, user } = await renderApp()
    const palette = await open(user)
    await user.keyboard('environment')
    await waitFor(() => expect(options(palette)[0]).toContain('Environment:'))
    expect(options(palette).some((one) => one.includes('Production'))).toBe(false)
    await user.clear(within(palette).getByRole('combobox'))
    await user.keyboard('dark{Enter}')
    await waitFor(() =>
      expect(world.transport.callsOf('settings.set')).toEqual([{ theme: 'dark' }]),
    )
  })

  it('remembers what was run, and puts it first', async () => {
    const { user } = await renderApp()
    await open(user)
    await user.keyboard('theme light{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const palette = await open(user)
    expect(options(palette)[0]).toContain('Theme: Light')
    expect(within(palette).getByText('Recent')).toBeVisible()
  })

  it('says so when nothing matches', async () => {
    const { user } = await renderApp()
    const palette = await open(user)
    await user.keyboard('qqqq')
    expect(await within(palette).findAllByText('Nothing matches “qqqq”')).not.toHaveLength(0)
    expect(within(palette).queryAllByRole('option')).toEqual([])
  })
})

describe('shortcuts', () => {
  it('are all listed by ?, those of other screens too, but not while something is typed', async () => {
    const { user } = await renderApp()
    const key = screen.getByRole('textbox', { name: 'Access key' })
    await user.click(key)
    await user.keyboard('?')
    expect(key).toHaveValue('?')
    key.blur()
    await user.keyboard('?')
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    for (const title of ['Go to Watch', 'Send payment', 'Show or hide the exchanges']) {
      expect(within(dialog).getByText(title)).toBeVisible()
    }
    expect(within(dialog).getByText('Open the command palette').parentElement).toHaveTextContent(
      'Ctrl+K',
    )
  })
})
