import { screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { FakeFailure } from '../../support/fake-transport.ts'
import { goTo, renderApp } from '../../support/render-app.ts'

const accessKey = () => screen.getByRole('textbox', { name: 'Access key' })
const secretKey = () => screen.getByLabelText('Secret key')

describe('credentials', () => {
  it('takes the simulator keys and a token, with one click each', async () => {
    const { user } = await renderApp()
    await user.click(screen.getByRole('button', { name: 'Use simulator keys' }))
    expect(await screen.findByText('In the system’s keychain')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Authenticate' }))
    expect(await screen.findByText(/^Valid for/)).toBeVisible()
    expect(screen.getByText('read from expireIn')).toBeVisible()
  })

  it('asks for the token after the keys, however fast the two clicks come', async () => {
    const { world, user } = await renderApp()
    let give: () => void = () => undefined
    const taken = new Promise<void>((done) => (give = done))
    const { credential } = world.environments[0] ?? {}
    world.transport.answer({
      'credentials.useSimulatorKeys': async () => {
        await taken
        world.signIn()
        return world.environments[0]?.credential ?? (credential as never)
      },
    })
    await user.click(screen.getByRole('button', { name: 'Use simulator keys' }))
    await user.click(screen.getByRole('button', { name: 'Authenticate' }))
    expect(world.transport.callsOf('auth.authenticate')).toEqual([])
    give()
    expect(await screen.findByText(/^Valid for/)).toBeVisible()
    expect(world.transport.callsOf('auth.authenticate')).toHaveLength(1)
  })

  it('saves typed keys, trimmed, and empties the boxes', async () => {
    const { world, user } = await renderApp()
    await user.type(accessKey(), ' ak-1234 ')
    await user.type(secretKey(), 'sk-9876')
    await user.click(screen.getByRole('button', { name: 'Save credentials' }))
    await waitFor(() => expect(accessKey()).toHaveValue(''))
    expect(secretKey()).toHaveValue('')
    expect(world.transport.callsOf('credentials.save')).toEqual([
      { environmentId: 'simulator', accessKey: 'ak-1234', secretKey: 'sk-9876' },
    ])
    const main = within(screen.getByRole('main'))
    expect(await main.findByText('••••1234')).toBeVisible()
    expect(document.body.innerHTML).not.toContain('sk-9876')
  })

  it('hides the secret as it is typed', async () => {
    const { user } = await renderApp()
    await user.type(secretKey(), 'x')
    expect(secretKey()).toHaveAttribute('type', 'password')
  })

  it('says at the field what is missing, sends nothing and puts the focus there', async () => {
    const { world, user } = await renderApp()
    await user.type(accessKey(), 'ak')
    await user.click(screen.getByRole('button', { name: 'Save credentials' }))
    expect(await screen.findByText('Enter the secret key.')).toBeVisible()
    expect(secretKey()).toHaveFocus()
    expect(world.transport.callsOf('credentials.save')).toEqual([])
  })

  it('keeps what is typed while one looks at another screen, apart for each environment', async () => {
    const { world, user } = await renderApp()
    await user.type(accessKey(), 'ak-half')
    await goTo(user, 'Payment')
    await goTo(user, 'Credentials')
    expect(accessKey()).toHaveValue('ak-half')
    world.transport.emit('settings', { ...world.settings, environmentId: 'sandbox' })
    await waitFor(() => expect(accessKey()).toHaveValue(''))
  })

  it('shows why authentication failed', async () => {
    const { world, user } = await renderApp((one) => one.signIn())
    world.transport.answer({
      'auth.authenticate': () => {
        throw new FakeFailure({ code: 'http-unauthorized', details: { detail: 'bad key' } })
      },
    })
    await user.click(screen.getByRole('button', { name: 'Authenticate' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('(HTTP 401): bad key')
  })

  it('asks before it deletes', async () => {
    const { world, user } = await renderApp((one) => one.signIn())
    await user.click(screen.getByRole('button', { name: 'Delete keys' }))
    const dialog = await screen.findByRole('dialog')
    expect(world.transport.callsOf('credentials.delete')).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Delete keys' }))
    expect(await screen.findByText('None yet')).toBeVisible()
    expect(screen.getByText('No token yet')).toBeVisible()
  })

  it('says plainly that keys last for the session only, and why', async () => {
    await renderApp((world) => {
      for (const one of world.environments) {
        one.credential = {
          state: 'absent',
          set: 'default',
          vault: { kind: 'session', detail: 'no Secret Service' },
        }
      }
    })
    expect(screen.getByText('No keychain on this system')).toBeVisible()
    expect(screen.getByText(/no Secret Service/)).toBeVisible()
    expect(screen.getByText('Keys in memory only')).toBeVisible()
  })

  it('offers a way out while the keychain waits for the person', async () => {
    const { world, user } = await renderApp()
    world.transport.emit('vault.waiting', true)
    const bar = await screen.findByRole('progressbar', { name: 'Waiting for your keychain' })
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(world.transport.callsOf('credentials.cancelWait')).toEqual([null])
    world.transport.emit('vault.waiting', false)
    await waitFor(() => expect(bar).not.toBeInTheDocument())
  })
})
