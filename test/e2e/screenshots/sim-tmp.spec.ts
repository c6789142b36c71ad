import { mkdirSync } from 'node:fs'
import { expect, test } from '../../support/electron/fixtures.ts'
import { Flow } from '../../support/electron/pages/flow.ts'
import { setLook, setSize } from '../../support/electron/pages/look.ts'
import { SimulatorPage } from '../../support/electron/pages/simulator-page.ts'
test('sim', async ({ launchApp }) => {
  test.setTimeout(200_000)
  mkdirSync('/tmp/w/sim-shots', { recursive: true })
  const app = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '600' } })
  const { window } = app
  const snap = async (
    name: string,
    size: readonly [number, number],
    theme: 'light' | 'dark',
    language: 'en' | 'pt-BR',
  ) => {
    await setSize(app.electron, window, size)
    await setLook(window, { theme, language })
    await window.waitForTimeout(700)
    await window.screenshot({ path: `/tmp/w/sim-shots/${name}.png`, animations: 'disabled' })
  }
  const big = [1280, 800] as const,
    small = [900, 600] as const
  const simulator = new SimulatorPage(window)
  await setLook(window, { theme: 'light', language: 'en' })
  await simulator.open()
  await snap('stopped', big, 'light', 'en')
  const flow = new Flow(window)
  await flow.prepare('300,06')
  await flow.send()
  await expect(flow.status).toContainText('CONSENT_REJECTED', { timeout: 20_000 })
  await simulator.open()
  await simulator.choose('Speed', /By hand/)
  await flow.fillPayment({ amount: '1.333,04' })
  await flow.send()
  await expect(flow.status).toContainText('ENQUEUED')
  await simulator.open()
  await simulator.step()
  await snap('behaviour', big, 'light', 'en')
  await simulator.tab('Outcomes')
  await snap('outcomes', big, 'dark', 'en')
  await snap('outcomes-pt', big, 'light', 'pt-BR')
  await setLook(window, { theme: 'light', language: 'en' })
  await simulator.tab('Recipes')
  await window.getByRole('button', { name: /^Use recipe: Friday/ }).click()
  await snap('recipes', big, 'light', 'en')
  await snap('recipes-small-pt', small, 'dark', 'pt-BR')
  await setSize(app.electron, window, big)
  await setLook(window, { theme: 'light', language: 'en' })
  await simulator.failPolls(503, 3)
  await snap('faults', big, 'light', 'en')
  await snap('faults-pt-dark', big, 'dark', 'pt-BR')
  await snap('faults-small', small, 'light', 'en')
  await window.getByRole('tab', { name: /Payments/ }).click()
  await snap('payments-small', small, 'light', 'en')
  await snap('payments-small-pt', small, 'dark', 'pt-BR')
  await setLook(window, { theme: 'light', language: 'en' })
  await window.getByRole('tab', { name: /Requests/ }).click()
  await snap('requests-small', small, 'light', 'en')
  await window.getByRole('tab', { name: /Behaviour/ }).click()
  await snap('behaviour-small', small, 'dark', 'en')
})
