import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook, themes } from '../support/electron/pages/look.ts'
import { tabTo } from '../support/electron/pages/tab-to.ts'

test('the workbench by keyboard alone: form, JSON, one undo, a kill, a negative test, sent again', async ({
  launchApp,
}) => {
  const first = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '200' } })
  const { window } = first
  const { keyboard } = window
  await expect(window.getByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()
  await tabTo(window, 'button', 'Use simulator keys')
  await keyboard.press('Enter')
  await expect(window.getByText(/Keys in keychain|Keys for this session/).first()).toBeVisible()
  await keyboard.press('Control+2')
  await expect(window.getByText('Mock Bank').first()).toBeVisible()
  await keyboard.press('/')
  await keyboard.type('mckbank')
  await keyboard.press('Enter')

  await expect(window.getByRole('heading', { level: 1, name: 'Payment' })).toBeVisible()
  const amount = window.getByRole('textbox', { name: 'Amount' })
  await tabTo(window, 'textbox', 'Amount')
  await keyboard.type('48,00')
  await tabTo(window, 'textbox', 'Payer name')
  await keyboard.type('Maria da Silva')
  await tabTo(window, 'textbox', 'Payer CPF')
  await keyboard.type('529.982.247-25')
  const json = window.getByRole('textbox', { name: 'Payload JSON' })
  await expect(json).toContainText('"52998224725"')
  await tabTo(window, 'textbox', 'Payload JSON')
  await keyboard.press('Control+Home')
  await keyboard.press('ArrowRight')
  await keyboard.type('"mine": [1, 2],')
  await window.getByRole('textbox', { name: 'Amount' }).focus()
  await keyboard.press('Control+a')
  await keyboard.type('49,00')
  await expect(json).toContainText('"mine": [1, 2],')
  await expect(json).toContainText('"4900"')
  await keyboard.press('Control+z')
  await expect(amount).toHaveValue('48,00')
  await keyboard.press('Control+z')
  await expect(json).not.toContainText('"mine"')
  await keyboard.press('Control+y')
  await expect(json).toContainText('"mine": [1, 2],')
  await first.kill()

  const again = await launchApp({
    profile: first.profile,
    env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '200' },
  })
  const flow = new Flow(again.window)
  // Keys mean something once the window is there.
  await expect(again.window.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await again.window.keyboard.press('Control+3')
  await expect(again.window.getByRole('textbox', { name: 'Amount' })).toHaveValue('48,00')
  await expect(again.window.getByRole('textbox', { name: 'Payload JSON' })).toContainText('"mine"')
  await tabTo(again.window, 'textbox', 'Payer CPF')
  await again.window.keyboard.press('Control+a')
  await again.window.keyboard.type('12')
  await again.window.keyboard.press('Control+Enter')
  await expect(again.window.getByText('1 to correct first')).toBeVisible()
  await tabTo(again.window, 'button', 'Send anyway')
  await again.window.keyboard.press('Enter')
  await expect(again.window.getByRole('heading', { level: 1, name: /R\$/ })).toBeVisible()
  await again.window.keyboard.press('Control+3')
  await tabTo(again.window, 'textbox', 'Payer CPF')
  await again.window.keyboard.press('Control+a')
  await again.window.keyboard.type('52998224725')
  await again.window.keyboard.press('Control+Enter')
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
})

test('axe finds nothing in any pane of the workbench, in either theme', async ({ launchApp }) => {
  const { window } = await launchApp()
  const flow = new Flow(window)
  await setLook(window, { theme: 'light', language: 'en' })
  await flow.fillPayment({ amount: '48,00', cpf: '123' })
  await flow.sendButton.click()
  await expect(window.getByRole('list', { name: 'What is known to be wrong' })).toBeVisible()
  for (const theme of themes) {
    await setLook(window, { theme, language: 'en' })
    for (const tab of ['Wire', 'Compare', 'Pix code', 'Series', 'Return']) {
      await window.getByRole('tab', { name: tab }).click()
      const { violations } = await new AxeBuilder({ page: window })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`,
      )
      expect(found, `${tab} in ${theme}`).toEqual([])
    }
  }
})
