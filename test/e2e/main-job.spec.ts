import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'

const quick = { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '600' }

test('a payment is sent and watched until it is completed', async ({ launchApp }) => {
  const { window } = await launchApp({ env: quick })
  const flow = new Flow(window)
  await flow.prepare('48,00')
  await expect(window.getByText('R$ 48,00').first()).toBeVisible()
  await expect(window.getByText('4800').first()).toBeVisible()
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
  for (const status of ['CONSENT_AWAITING_AUTHORIZATION', 'PAYMENT_PENDING', 'PAYMENT_COMPLETED']) {
    await expect(flow.log.getByText(status).first()).toBeAttached()
  }
})

test('a rejected payment says why in human words', async ({ launchApp }) => {
  const { window } = await launchApp({ env: quick })
  const flow = new Flow(window)
  await flow.prepare('300,06')
  await flow.send()
  await expect(flow.status).toContainText('CONSENT_REJECTED', { timeout: 20_000 })
  await expect(window.getByText('The payer’s account has not enough money.').first()).toBeVisible()
  await expect(window.getByText('SALDO_INSUFICIENTE').first()).toBeVisible()
})

test('after kill -9 the payment is there and its watch goes on to the end', async ({
  launchApp,
}) => {
  const slow = { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '2500' }
  const first = await launchApp({ env: slow })
  const before = new Flow(first.window)
  await before.prepare('52,10')
  await before.send()
  await expect(before.status).toContainText('CONSENT_AWAITING_AUTHORIZATION', { timeout: 20_000 })
  await first.kill()

  const second = await launchApp({ env: slow })
  const after = new Flow(second.window)
  await after.step('Watch').click()
  await second.window.getByText('R$ 52,10').first().click()
  await expect(after.status).toContainText('PAYMENT_COMPLETED', { timeout: 30_000 })
  // What was shown before the kill is still there, whatever the log has scrolled to.
  await second.window
    .getByRole('searchbox', { name: 'Search the log' })
    .fill('CONSENT_AWAITING_AUTHORIZATION')
  await expect(after.log.getByText('CONSENT_AWAITING_AUTHORIZATION').first()).toBeAttached()
})
