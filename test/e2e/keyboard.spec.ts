import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { tabTo } from '../support/electron/pages/tab-to.ts'

test('the whole flow by keyboard alone', async ({ launchApp }) => {
  const { window } = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '400' } })
  const { keyboard } = window
  await expect(window.getByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()
  await tabTo(window, 'button', 'Use simulator keys')
  await keyboard.press('Enter')
  await expect(window.getByText(/Keys in keychain|Keys for this session/).first()).toBeVisible()
  await tabTo(window, 'button', 'Authenticate')
  await keyboard.press('Enter')
  await expect(window.getByText(/^Token \d/).first()).toBeVisible()

  await keyboard.press('Control+2')
  await expect(window.getByRole('heading', { level: 1, name: 'Participants' })).toBeVisible()
  await expect(window.getByText('Mock Bank').first()).toBeVisible()
  await keyboard.press('/')
  await keyboard.type('mock')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')

  await expect(window.getByRole('heading', { level: 1, name: 'Payment' })).toBeVisible()
  await tabTo(window, 'textbox', 'Amount')
  await keyboard.type('48,00')
  await tabTo(window, 'textbox', 'Payer name')
  await keyboard.type('Maria da Silva Souza')
  await tabTo(window, 'textbox', 'Payer CPF')
  await keyboard.type('52998224725')
  await keyboard.press('Control+Enter')
  await expect(new Flow(window).status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
})
