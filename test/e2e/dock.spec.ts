import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'

test('the dock shows each exchange as it happens, and what was sent and came back', async ({
  launchApp,
}) => {
  const app = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '400' } })
  const { window } = app
  const flow = new Flow(window)
  const dock = window.getByRole('region', { name: 'Exchanges' })
  const table = dock.getByRole('grid', { name: 'List of exchanges' })

  await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
  await window.keyboard.press('Control+j')
  await expect(dock.getByText('No request has left yet')).toBeVisible()
  await flow.prepare('48,00')
  await expect(table.getByText('/auth').first()).toBeVisible()
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })

  await table.getByRole('row').filter({ hasText: 'POST' }).filter({ hasText: '/payments' }).click()
  await expect(dock.getByText('"ENQUEUED"')).toBeVisible()
  await expect(dock.getByText(/^authorization$/i)).toBeHidden()
  await dock.getByRole('tab', { name: 'Request' }).click()
  await expect(dock.getByText('"participantId"')).toBeVisible()
  await expect(dock.getByText(/^authorization$/i)).toBeVisible()
  for (const [tab, text] of [
    ['Overview', 'Create payment'],
    ['Timing', 'First byte'],
    ['TLS', 'TLSv1.3'],
    ['As code', 'curl'],
  ] as const) {
    await dock.getByRole('tab', { name: tab }).click()
    await expect(dock.getByText(text).first()).toBeVisible()
  }
  // What is secret was taken out before it came here.
  await expect(dock).not.toContainText(/Bearer ey/)

  await window.keyboard.press('Control+j')
  await expect(dock).toBeHidden()
})

test('the dock is as it was left', async ({ launchApp }) => {
  const { window } = await launchApp()
  const dock = window.getByRole('region', { name: 'Exchanges' })
  await window.getByRole('button', { name: 'Exchanges' }).click()
  const bar = window.getByRole('separator', { name: 'Height of the exchanges' })
  await bar.focus()
  const before = Number(await bar.getAttribute('aria-valuenow'))
  await window.keyboard.press('ArrowUp')
  await expect(bar).toHaveAttribute('aria-valuenow', String(before + 16))
  await window.reload()
  await expect(dock).toBeVisible()
  await expect(bar).toHaveAttribute('aria-valuenow', String(before + 16))
})
