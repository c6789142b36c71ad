import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  makeHome,
  missingPrograms,
  startSession,
} from '../integration/core/vault/keyring-session.ts'
import { ask, codeOf } from '../support/electron/ask.ts'
import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'

const run = promisify(execFile)

/** What the real keychain holds under this program's name. */
const inKeychain = async (): Promise<string> => {
  const { stdout, stderr } = await run('secret-tool', [
    'search',
    '--all',
    'service',
    'klavi-tester',
  ])
  return stdout + stderr
}

test('keys are saved in the keychain, are there after a restart, and are gone when deleted', async ({
  launchApp,
}) => {
  test.skip(process.env['DBUS_SESSION_BUS_ADDRESS'] === undefined, 'no session bus')
  const first = await launchApp()
  await new Flow(first.window).step('Credentials').click()
  await first.window.getByLabel('Access key', { exact: true }).fill('ak-e2e-0123456789-wxyz')
  await first.window.getByLabel('Secret key', { exact: true }).fill('sk-e2e-9876543210-abcd')
  await first.window.getByRole('button', { name: 'Save credentials' }).click()
  await expect(first.window.getByText('wxyz').first()).toBeVisible()
  expect(await inKeychain()).toContain('ak-e2e-0123456789-wxyz')
  await first.close()

  const second = await launchApp()
  await new Flow(second.window).step('Credentials').click()
  await expect(second.window.getByText('wxyz').first()).toBeVisible()
  await second.window.getByRole('button', { name: /Delete/ }).click()
  await second.window
    .getByRole('dialog')
    .getByRole('button', { name: /Delete/ })
    .click()
  await expect(second.window.getByText('wxyz')).toHaveCount(0)
  expect(await inKeychain()).not.toContain('ak-e2e-0123456789-wxyz')
})

test('a set of its own for each partner; a keychain that lost one says so and nothing is written over it', async ({
  launchApp,
}) => {
  test.skip(process.env['DBUS_SESSION_BUS_ADDRESS'] === undefined, 'no session bus')
  const environmentId = 'sandbox'
  const first = await launchApp()
  const keys = (name: string) => ({
    environmentId,
    accessKey: `ak-${name}-0123456789`,
    secretKey: `sk-${name}-0123456789`,
  })
  await ask(first.window, 'credentials.save', { ...keys('a'), set: 'partner A' })
  await ask(first.window, 'credentials.save', { ...keys('b'), set: 'partner B' })
  const sets = await ask(first.window, 'credentials.list', { environmentId })
  expect(sets.ok && sets.data.map(({ set, active }) => [set, active])).toEqual([
    ['partner A', true],
    ['partner B', false],
  ])
  await first.close()

  const { profileId } = JSON.parse(await readFile(join(first.profile, 'settings.json'), 'utf8'))
  const account = `${profileId}/sandbox/partner A`
  await run('secret-tool', ['clear', 'service', 'klavi-tester', 'username', account])
  const { window } = await launchApp()
  await expect(window.getByText(/not in the keychain any more/).first()).toBeVisible()
  const lost = await ask(window, 'credentials.status', { environmentId })
  expect(lost.ok && lost.data).toMatchObject({ state: 'lost', keptIn: 'secret-service' })
  expect(await codeOf(window, 'credentials.save', keys('c'))).toBe('credential-lost')
  expect(await codeOf(window, 'credentials.save', { ...keys('c'), replace: true })).toBe('done')
  const other = await ask(window, 'credentials.status', { environmentId, set: 'partner B' })
  expect(other.ok && other.data.state).toBe('stored')
  for (const set of ['partner A', 'partner B']) {
    expect(await codeOf(window, 'credentials.delete', { environmentId, set })).toBe('done')
  }
})

test('a locked keychain is told as such, at once and to whoever needs the keys', async ({
  launchApp,
}) => {
  test.skip(missingPrograms('dbus-run-session', 'gnome-keyring-daemon').length > 0, 'no keyring')
  const home = makeHome()
  try {
    const open = await startSession(home, 'unlocked')
    const bus = (session: typeof open) => ({
      env: { DBUS_SESSION_BUS_ADDRESS: session.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' },
    })
    const first = await launchApp(bus(open))
    expect(await codeOf(first.window, 'credentials.useSimulatorKeys', null)).toBe('done')
    await first.close()
    await open.end()

    const locked = await startSession(home, 'locked')
    const { window, kill } = await launchApp(bus(locked))
    await expect(window.getByText('Keychain locked').first()).toBeVisible()
    expect(await codeOf(window, 'auth.authenticate', { environmentId: 'simulator' })).toBe(
      'vault-locked',
    )
    await kill()
    await locked.end()
  } finally {
    home.remove()
  }
})

test('without a keychain the app works for the session and says so', async ({ launchApp }) => {
  const { window } = await launchApp({
    env: {
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
      KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300',
    },
  })
  await expect(window.getByText(/Keys are kept in memory only/).first()).toBeVisible()
  const flow = new Flow(window)
  await flow.prepare('12,00')
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
})
