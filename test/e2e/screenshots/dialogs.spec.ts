import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../support/electron/fixtures.ts'
import { Flow } from '../../support/electron/pages/flow.ts'
import { setLook, setSize, sizes, themes } from '../../support/electron/pages/look.ts'
import { SimulatorPage } from '../../support/electron/pages/simulator-page.ts'
import { surroundings } from '../../support/electron/surroundings.ts'

// For looking at after a change: the questions that stand between a person and real money, and what may go wrong.
test('the guard, its questions, and a lost answer', async ({ launchApp }) => {
  test.setTimeout(240_000)
  const app = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' } })
  const { window, electron } = app
  const flow = new Flow(window)
  const folder = join(surroundings.results, 'images-small')
  mkdirSync(folder, { recursive: true })
  const press = (name: string | RegExp): Promise<void> =>
    window.getByRole('button', { name }).first().click()
  const tool = (name: string): Promise<void> =>
    window.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name }).click()
  const picture = async (name: string): Promise<void> => {
    for (const theme of themes) {
      await setLook(window, { theme, language: 'en' })
      for (const size of sizes) {
        await setSize(electron, window, size)
        await window.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        )
        const file = `dialog-${name}-${theme}-en-${size[0]}.png`
        await window.screenshot({ path: join(folder, file), animations: 'disabled' })
      }
    }
    await setSize(electron, window, [1280, 800])
  }
  await setLook(window, { theme: 'light', language: 'en' })
  await setSize(electron, window, [1280, 800])
  await flow.prepare('48,00')

  const simulator = new SimulatorPage(window)
  await simulator.open()
  await simulator.tab('Faults')
  const form = window.getByRole('form', { name: 'New rule' })
  await simulator.choose('Fault', 'Connection cut')
  await form.getByRole('combobox', { name: 'Route' }).click()
  await window.getByRole('option', { name: 'create-payment', exact: true }).click()
  await picture('fault-form')
  await simulator.tab('Faults')
  await form.getByRole('button', { name: 'Add rule' }).click()
  await flow.step('Payment').click()
  await flow.send()
  await expect(window.getByText(/outcome unknown/i).first()).toBeVisible()
  await picture('unknown-outcome')

  await tool('Environments')
  const origin = await window.evaluate(async () => {
    const { klaviTransport } = globalThis as unknown as {
      klaviTransport: { invoke(c: string, i: unknown): Promise<{ data: { origin: string }[] }> }
    }
    const { data } = await klaviTransport.invoke('environments.list', null)
    return data[0]?.origin ?? ''
  })
  await press('Test connection')
  await expect(window.getByText(/^Reached in/)).toBeVisible()
  await picture('connection')
  await press('Export…')
  await picture('export')
  await window.keyboard.press('Escape')
  await press('Add environment')
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Pilot')
  await window.getByRole('textbox', { name: 'Origin' }).fill(origin)
  await window.getByRole('checkbox', { name: 'Guard it like production' }).check()
  await picture('add-environment')
  await press('Create environment')
  await press('Use this environment')
  await picture('guarded-locked')
  await press('Unlock…')
  await window.getByRole('dialog').getByRole('textbox').fill('Pil')
  await picture('unlock')
  await window.getByRole('dialog').getByRole('textbox').fill('Pilot')
  await window.keyboard.press('Enter')
  await flow.fillPayment({ amount: '48,00' })
  await picture('guarded-payment')
  await tool('Requests')
  await window.getByRole('combobox', { name: 'Documented call' }).click()
  await window.getByRole('option', { name: 'POST /payments' }).click()
  await press(/^Send request/)
  const dialog = window.getByRole('dialog')
  const reason = dialog.getByRole('textbox', { name: 'Reason, in your own words' })
  await reason.fill('Pilot agreed with Klavi today')
  await picture('override')
  await dialog.getByRole('button', { name: 'Record and go on' }).click()
  await expect(dialog.getByText(/^Type the amount/)).toBeVisible()
  await picture('confirm-send')
  await window.keyboard.press('Escape')
  await tool('Environments')
  await press('More for Pilot')
  await window.getByRole('menuitem', { name: 'Delete…' }).click()
  await picture('delete')
})
