import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
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
