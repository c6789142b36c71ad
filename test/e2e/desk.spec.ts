import { expect, test } from '../support/electron/fixtures.ts'
import { simulatorOrigin } from '../support/electron/pages/simulator-origin.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook } from '../support/electron/pages/look.ts'

test('environments, guard, requests and drift by what a person does', async ({ launchApp }) => {
  const { window } = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' } })
  const flow = new Flow(window)
  await setLook(window, { theme: 'light', language: 'en' })
  const tool = (name: string) =>
    window.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name }).click()
  const press = (name: string | RegExp) => window.getByRole('button', { name }).click()

  await flow.useSimulatorKeys()
  await flow.authenticate()
  await expect(window.getByText('decoded, not verified')).toBeVisible()
  await press('Test keys')
  await expect(window.getByText(/^default: accepted in/)).toBeVisible()

  // A request by hand, through the token, and what it taught.
  await tool('Requests')
  await press(/^Send request/)
  await expect(window.getByText(/^HTTP 200 in/)).toBeVisible()
  await expect(window.getByText('"mock-bank"').first()).toBeInViewport()
  await expect(window.getByText('authorization')).toHaveCount(0)

  // An environment of one's own at the simulator's own address, guarded like production.
  const origin = await simulatorOrigin(window)
  await tool('Environments')
  await press('Test connection')
  await expect(window.getByText(/^Reached in/)).toBeVisible()
  await press('Add environment')
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Pilot')
  await window.getByRole('textbox', { name: 'Origin' }).fill(origin)
  await window.getByRole('checkbox', { name: 'Guard it like production' }).check()
  await press('Create environment')
  await press('Use this environment')
  await expect(window.locator('html')).toHaveAttribute('data-env', 'production')
  const guard = window.getByRole('region', { name: 'Guard of Pilot' })
  await expect(guard.getByText('Pilot is locked')).toBeVisible()
  await press('Unlock…')
  await window.getByRole('dialog').getByRole('textbox').fill('Pilot')
  await window.keyboard.press('Enter')
  await expect(guard.getByText('Pilot is unlocked: real money')).toBeVisible()

  // A POST that moves money is held back by the gate, then asks for the amount; nothing has left meanwhile.
  await tool('Requests')
  await window.getByRole('combobox', { name: 'Documented call' }).click()
  await window.getByRole('option', { name: 'POST /payments' }).click()
  await press(/^Send request/)
  const dialog = window.getByRole('dialog')
  await dialog
    .getByRole('textbox', { name: 'Reason, in your own words' })
    .fill('Pilot agreed today')
  await dialog.getByRole('button', { name: 'Record and go on' }).click()
  await expect(dialog.getByText(/^Type the amount/)).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await window.keyboard.press('Control+l')
  await expect(guard.getByText('Pilot is locked')).toBeVisible()

  // It goes as it came, with what belongs to it.
  await tool('Environments')
  await press('More for Pilot')
  await window.getByRole('menuitem', { name: 'Delete…' }).click()
  await press('Delete environment')
  await expect(window.locator('html')).toHaveAttribute('data-env', 'simulator')
})
