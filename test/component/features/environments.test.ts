import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { furnishDesk } from '../../support/furnish-desk.ts'
import { goTo, renderApp } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const furnished = (world: World): void => furnishDesk(world, new URLSearchParams('own=1'))
const list = () => within(screen.getByRole('list', { name: 'List of environments' }))
const menu = async (user: { click(target: Element): Promise<void> }, item: string) => {
  await user.click(screen.getByRole('button', { name: 'More for Partner staging' }))
  await user.click(await screen.findByRole('menuitem', { name: item }))
}

async function openStaging() {
  const { world, user } = await renderApp(furnished)
  await goTo(user, 'Environments')
  await user.click(await screen.findByRole('button', { name: /^Partner staging/ }))
  await screen.findByRole('heading', { name: 'Partner staging' })
  return { world, user }
}

describe('environments', () => {
  it('lists each with where it is, how it speaks and how it stands', async () => {
    const { user } = await renderApp(furnished)
    await goTo(user, 'Environments')
    const row = await screen.findByRole('button', { name: /^Replay/ })
    expect(row).toHaveTextContent('http://127.0.0.1:8080')
    expect(row).toHaveTextContent('G3')
    expect(row).toHaveTextContent('http, loopback only')
    expect(list().getByRole('button', { name: /^Production/ })).toHaveTextContent('locked')
    expect(list().getByRole('button', { name: /^Partner staging/ })).toHaveTextContent(
      'Origin to confirm',
    )
  })

  it('adds one, after main has had nothing against it', async () => {
    const { world, user } = await renderApp()
    await goTo(user, 'Environments')
    await user.click(await screen.findByRole('button', { name: 'Add environment' }))
    await user.click(await screen.findByRole('button', { name: 'Create environment' }))
    expect(await screen.findByText('Enter a name.')).toBeVisible()
    expect(world.transport.callsOf('environments.add')).toEqual([])
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Staging')
    await user.type(screen.getByRole('textbox', { name: 'Origin' }), 'https://staging.example.com')
    await user.click(screen.getByRole('radio', { name: 'Pink' }))
    await user.click(screen.getByRole('checkbox', { name: 'Guard it like production' }))
    await user.click(screen.getByRole('button', { name: 'Add a variable' }))
    await user.type(screen.getByRole('textbox', { name: 'Name of variable 1' }), 'taxId')
    await user.type(screen.getByRole('textbox', { name: 'Value of variable 1' }), '1')
    await user.click(screen.getByRole('button', { name: 'Create environment' }))
    expect(await screen.findByRole('heading', { name: 'Staging' })).toBeVisible()
    expect(world.transport.callsOf('environments.add')).toEqual([
      {
        draft: {
          name: 'Staging',
          origin: 'https://staging.example.com',
          prefix: '/payment/customer/v1',
          dialect: 'g1',
          colour: '#ad2d74',
          risky: true,
          variables: { taxId: '1' },
        },
      },
    ])
  })

  it('keeps what is typed while one looks elsewhere, and saves it whole', async () => {
    const { world, user } = await openStaging()
    const origin = screen.getByRole('textbox', { name: 'Origin' })
    await user.clear(origin)
    await user.type(origin, 'https://new.example.com')
    expect(await screen.findByText(/keys are bound to the old origin/)).toBeVisible()
    await goTo(user, 'History')
    await goTo(user, 'Environments')
    await user.click(await screen.findByRole('button', { name: /^Partner staging/ }))
    expect(screen.getByRole('textbox', { name: 'Origin' })).toHaveValue('https://new.example.com')
    await user.click(screen.getByRole('button', { name: 'Save environment' }))
    await waitFor(() => expect(world.transport.callsOf('environments.edit')).toHaveLength(1))
    expect(world.transport.callsOf('environments.edit')[0]).toMatchObject({
      environmentId: 'staging',
      draft: {
        origin: 'https://new.example.com',
        exchange: { proxyMode: 'url', proxyUrl: 'http://proxy.partner.example:3128' },
        variables: { taxId: '52998224725' },
      },
    })
    await waitFor(() => expect(screen.queryByText('Not saved yet')).toBeNull())
  })

  it('tests the connection, step by step', async () => {
    const { user } = await openStaging()
    await user.click(screen.getByRole('button', { name: 'Test connection' }))
    expect(await screen.findByText('Not reached')).toBeVisible()
    expect(screen.getByText('57ms')).toBeVisible()
    expect(screen.getByText('The certificate is not trusted.')).toBeVisible()
  })

  it('says what is deleted before it deletes', async () => {
    const { world, user } = await openStaging()
    await menu(user, 'Delete…')
    const dialog = within(await screen.findByRole('dialog'))
    expect(await dialog.findByText('keys: Partner A')).toBeVisible()
    expect(dialog.getByText('7 payments stay in the history.')).toBeVisible()
    expect(world.transport.callsOf('environments.remove')).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Delete environment' }))
    await waitFor(() => expect(list().queryByText('Partner staging')).toBeNull())
  })

  it('takes in only what was chosen, and never what main refuses', async () => {
    const { world, user } = await renderApp()
    await goTo(user, 'Environments')
    await user.click(await screen.findByRole('button', { name: 'Import…' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('textbox'))
    await user.paste('{"environments":[]}')
    await user.click(dialog.getByRole('button', { name: 'Look at it' }))
    expect(await dialog.findByRole('checkbox', { name: /^Production/ })).toBeDisabled()
    await user.click(dialog.getByRole('button', { name: 'Take in 1' }))
    await waitFor(() =>
      expect(world.transport.callsOf('environments.import')).toEqual([
        { text: '{"environments":[]}', indexes: [0] },
      ]),
    )
  })

  it('puts the proxy’s password into the vault and shows nothing of it again', async () => {
    const { world, user } = await openStaging()
    const box = screen.getByLabelText('Password of the proxy')
    await user.type(box, 'pass-word-1')
    await user.click(screen.getByRole('button', { name: 'Store' }))
    await waitFor(() => expect(box).toHaveValue(''))
    expect(world.transport.callsOf('environments.setSecret')).toEqual([
      { environmentId: 'staging', which: 'proxy-password', secret: 'pass-word-1' },
    ])
    expect(await screen.findByText('One is stored. Saving replaces it.')).toBeVisible()
    expect(document.body.innerHTML).not.toContain('pass-word-1')
  })
})
