import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { furnishDesk } from '../../support/furnish-desk.ts'
import { renderApp } from '../../support/render-app.ts'
import type { World } from '../../support/scripted-world.ts'

const atStaging = (world: World): void => {
  world.settings.environmentId = 'staging'
  furnishDesk(world, new URLSearchParams('own=1'))
}
const accessKey = () => screen.getByRole('textbox', { name: 'Access key' })
const secretKey = () => screen.getByLabelText('Secret key')

describe('sets of keys', () => {
  it('shows each by name, fingerprint and last result, and puts another in use', async () => {
    const { world, user } = await renderApp(atStaging)
    const sets = within(await screen.findByRole('region', { name: 'Sets of keys' }))
    expect(sets.getByText('Partner A')).toBeVisible()
    expect(sets.getByText(/failed: http-unauthorized/)).toBeVisible()
    await user.click(sets.getByRole('button', { name: 'Use the set Partner B' }))
    await waitFor(() =>
      expect(world.transport.callsOf('credentials.activate')).toEqual([
        { environmentId: 'staging', set: 'Partner B' },
      ]),
    )
    expect(sets.getByText('Partner B').parentElement).toHaveTextContent('in use')
  })

  it('adds a named set', async () => {
    const { world, user } = await renderApp(atStaging)
    await user.click(await screen.findByRole('button', { name: 'Add another set' }))
    const name = await screen.findByRole('textbox', { name: 'Name of the set' })
    await user.type(name, 'Partner B')
    await user.type(accessKey(), 'ak-3')
    await user.type(secretKey(), 'sk-3')
    await user.click(screen.getByRole('button', { name: 'Save credentials' }))
    expect(await screen.findByText('There is a set of this name.')).toBeVisible()
    await user.clear(name)
    await user.type(name, 'Partner C')
    await user.click(screen.getByRole('button', { name: 'Save credentials' }))
    await waitFor(() =>
      expect(world.transport.callsOf('credentials.save')).toEqual([
        { environmentId: 'staging', set: 'Partner C', accessKey: 'ak-3', secretKey: 'sk-3' },
      ]),
    )
  })

  it('fills both boxes from a pasted snippet', async () => {
    await renderApp()
    const text = 'ACCESS_KEY=ak-from-env\nSECRET_KEY="sk-from-env"\n'
    await fireEvent.paste(accessKey(), { clipboardData: { getData: () => text } })
    await waitFor(() => expect(accessKey()).toHaveValue('ak-from-env'))
    expect(secretKey()).toHaveValue('sk-from-env')
  })

  it('uses keys at an edited origin only after the person confirmed it', async () => {
    const { world, user } = await renderApp(atStaging)
    const origin = 'https://klavi-gateway.staging.partner.example'
    await user.click(await screen.findByRole('button', { name: `Confirm for ${origin}` }))
    expect(world.transport.callsOf('credentials.confirmOrigin')).toEqual([
      { environmentId: 'staging', set: 'Partner A', origin },
    ])
    await waitFor(() => expect(screen.queryByText(/The origin has changed/)).toBeNull())
  })

  it('tests keys with a real call, and says what came of it', async () => {
    const { user } = await renderApp((world) => world.signIn())
    await user.click(await screen.findByRole('button', { name: 'Test keys' }))
    expect(await screen.findByText('default: accepted in 84ms')).toBeVisible()
  })

  it.each([
    ['locked', 'The keychain is locked'],
    ['denied', 'Access to the keychain was denied'],
    ['unavailable', 'The keychain does not answer'],
  ] as const)('tells %s apart from the others, with a way out', async (state, title) => {
    const { world, user } = await renderApp((one) => {
      for (const environment of one.environments) {
        environment.credential = { ...environment.credential, state }
      }
    })
    const main = within(screen.getByRole('main'))
    expect((await main.findAllByText(title)).length).toBeGreaterThan(0)
    await user.click(main.getByRole('button', { name: 'Look again' }))
    expect(world.transport.callsOf('credentials.status')).toHaveLength(1)
  })

  it('replaces keys that the keychain lost only when told to', async () => {
    const { world, user } = await renderApp((one) => {
      for (const environment of one.environments) {
        environment.credential = {
          ...environment.credential,
          state: 'lost',
          fingerprint: '7f3a',
          keptIn: 'secret-service',
        }
      }
    })
    expect(await screen.findByText('The keychain no longer has these keys')).toBeVisible()
    await user.type(accessKey(), 'ak-1')
    await user.type(secretKey(), 'sk-1')
    await user.click(await screen.findByRole('button', { name: 'Replace what is remembered' }))
    await waitFor(() =>
      expect(world.transport.callsOf('credentials.save')[0]).toMatchObject({ replace: true }),
    )
  })

  it('shows header and claims as decoded, not verified, with the clock’s skew', async () => {
    await renderApp((world) => world.signIn())
    const decoded = within(await screen.findByRole('region', { name: 'Decoded token' }))
    expect(decoded.getByText('decoded, not verified')).toBeVisible()
    expect(screen.getByText('the server is 1m 30s ahead')).toBeVisible()
    expect(screen.getByText('as the dialect’s guide says')).toBeVisible()
  })
})
