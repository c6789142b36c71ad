import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'

test('a watch rests and stops on a word, and goes on by itself after the app was killed', async ({
  launchApp,
}) => {
  const env = { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '1500' }
  const first = await launchApp({ env })
  const flow = new Flow(first.window)
  await flow.prepare('48,00')
  await flow.send()
  await expect(flow.status).toContainText('ENQUEUED', { timeout: 20_000 })
  await first.window.getByRole('button', { name: 'Pause' }).click()
  await expect(first.window.getByText('No poll leaves until you resume')).toBeVisible()
  const rows = await flow.log.getByRole('row').count()
  await first.kill()

  // A rest outlasts the program.
  const second = await launchApp({ env })
  const again = new Flow(second.window)
  await again.step('Watch').click()
  await expect(second.window.getByText('No poll leaves until you resume')).toBeVisible()
  await expect(again.log.getByRole('row')).toHaveCount(rows)
  await second.window.getByRole('button', { name: 'Resume' }).click()
  await second.window.getByRole('button', { name: 'Stop' }).click()
  await expect(second.window.getByText('The watch is stopped')).toBeVisible()
  await second.window.getByRole('button', { name: 'Resume' }).click()
  await expect(second.window.getByRole('button', { name: 'Pause' })).toBeVisible()
  await second.kill()

  // One that was polling is taken up without a word.
  const third = await launchApp({ env })
  const last = new Flow(third.window)
  await last.step('Watch').click()
  await expect(last.status).toContainText('PAYMENT_COMPLETED', { timeout: 30_000 })
})

test('what a payment did is found again as one story; a webhook is judged', async ({
  launchApp,
}) => {
  const { window } = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' } })
  const flow = new Flow(window)
  await flow.prepare('48,00')
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })

  await window.getByRole('link', { name: 'History' }).click()
  await window.getByRole('searchbox', { name: 'Search payments' }).fill('mock')
  await window.getByRole('grid', { name: 'Payments' }).getByText('48,00').click()
  const story = window.getByRole('region', { name: 'Story of the payment' })
  await expect(story.getByText('Intent written to disk')).toBeVisible()
  await expect(story.getByText('Create payment')).toBeVisible()
  await expect(story.getByText('PAYMENT_COMPLETED').first()).toBeVisible()

  await window.getByRole('link', { name: 'Webhooks' }).click()
  await window.getByRole('button', { name: 'Switch on' }).click()
  const address = window.getByRole('region', { name: 'Receiver' }).locator('code')
  await expect(address).toContainText('http://127.0.0.1:')
  const url = (await address.textContent()) ?? ''
  await fetch(url, { method: 'POST', body: '{"eventType":"payment.updated"}' })
  await window.getByRole('grid', { name: 'Webhooks' }).getByText('Unsigned').click()
  const webhook = window.getByRole('region', { name: 'Webhook', exact: true })
  await expect(webhook.getByText('There was no x-klavi-signature.')).toBeVisible()
  await expect(webhook.getByText('"payment.updated"')).toBeVisible()
})

test('what fell due while the machine slept is asked for when it wakes', async ({ launchApp }) => {
  const { electron, window } = await launchApp({
    env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '1000' },
  })
  const flow = new Flow(window)
  await flow.prepare('48,00')
  await flow.send()
  await expect(flow.status).toContainText('ENQUEUED', { timeout: 20_000 })
  await window.getByRole('combobox', { name: 'Time between polls' }).click()
  await window.getByRole('option').last().click()

  // With a minute between polls only a wake makes one leave in time for this.
  const machine = (event: 'suspend' | 'resume'): Promise<void> =>
    electron.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
  await machine('suspend')
  await expect(async () => {
    await machine('resume')
    await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 500 })
  }).toPass({ timeout: 30_000 })
})

test('the simulator sends its webhooks to the inbox by one button, signed so that they are valid', async ({
  launchApp,
}) => {
  const { window } = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' } })
  const flow = new Flow(window)
  await flow.useSimulatorKeys()
  await window.getByRole('link', { name: 'Webhooks' }).click()
  await window.getByRole('button', { name: 'Switch on' }).click()
  await window.getByRole('button', { name: "Send the simulator's webhooks here" }).click()
  await expect(window.getByText('The simulator sends here')).toBeVisible()
  await flow.prepare('48,00')
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
  await window.getByRole('link', { name: 'Webhooks' }).click()
  const grid = window.getByRole('grid', { name: 'Webhooks' })
  await expect(grid.getByText('PAYMENT_COMPLETED').first()).toBeVisible({ timeout: 20_000 })
  await expect(grid.getByText('Valid').first()).toBeVisible()
  await expect(grid.getByText(/Invalid|Unsigned|No key/)).toHaveCount(0)
})
