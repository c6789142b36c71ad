import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../support/electron/fixtures.ts'
import { Flow } from '../../support/electron/pages/flow.ts'
import {
  inEveryLook,
  setLook,
  setSize,
  sizes,
  type Look,
} from '../../support/electron/pages/look.ts'
import { SimulatorPage } from '../../support/electron/pages/simulator-page.ts'
import type { RunningApp } from '../../support/electron/launch-app.ts'
import { surroundings } from '../../support/electron/surroundings.ts'

// Pictures at 1280×800 go to docs/images; the small ones are for looking at after a change.
const folders = { 1280: 'images', 900: 'images-small' } as const

async function picture(app: RunningApp, screen: string, look: Look): Promise<void> {
  const { electron, window } = app
  for (const size of sizes) {
    await setSize(electron, window, size)
    // Two frames, so that what follows the size has been painted.
    await window.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
    const folder = join(surroundings.results, folders[size[0]])
    mkdirSync(folder, { recursive: true })
    const name = `${screen}-${look.theme}-${look.language}-${size[0]}.png`
    await window.screenshot({ path: join(folder, name), animations: 'disabled' })
  }
}

test('every screen in every look', async ({ launchApp }) => {
  test.setTimeout(240_000)
  const app = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '900' } })
  const { window } = app
  const flow = new Flow(window)
  const english: Look = { theme: 'light', language: 'en' }
  const visit = async (screen: string, route: string): Promise<void> => {
    await window.evaluate((hash) => (location.hash = hash), `#/${route}`)
    await inEveryLook(window, (look) => picture(app, screen, look))
    await setLook(window, english)
  }
  await setLook(window, english)
  await visit('first-run', 'credentials')
  await flow.useSimulatorKeys()
  await expect(window.getByText(/Keys in keychain|Keys for this session/).first()).toBeVisible()
  await flow.authenticate()
  await expect(window.getByText(/^Token \d/).first()).toBeVisible()
  await visit('credentials', 'credentials')
  await flow.step('Participants').click()
  await expect(window.getByText('Mock Bank').first()).toBeVisible()
  await visit('participants', 'participants')
  await flow.pickParticipant('Mock Bank')
  await flow.fillPayment({ amount: '48,00' })
  await visit('payment', 'payment')
  await flow.fillPayment({ amount: '1,333.00', cpf: '123' })
  await flow.sendButton.click()
  await visit('payment-errors', 'payment')
  await flow.fillPayment({ amount: '300,06' })
  await flow.send()
  await expect(flow.status).toContainText('CONSENT_REJECTED', { timeout: 20_000 })
  await visit('watch-rejected', 'watch')
  await flow.fillPayment({ amount: '48,00' })
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
  await visit('watch', 'watch')
  await visit('history', 'history')
  await window.getByRole('grid', { name: 'Payments' }).getByText('48,00').click()
  await expect(window.getByRole('region', { name: 'Story of the payment' })).toBeVisible()
  const story = await window.evaluate(() => location.hash.slice(2))
  await visit('history-story', story)
  await visit('watch-board', 'watch/board')
  await visit('inbox', 'inbox')
  await window.keyboard.press('Control+j')
  await window
    .getByRole('grid', { name: 'List of exchanges' })
    .getByRole('row')
    .filter({ hasText: '/status' })
    .last()
    .click()
  await expect(window.getByRole('tab', { name: 'Timing' })).toBeVisible()
  await visit('inspector', 'watch')
  await window.keyboard.press('Control+j')
  await visit('requests', 'requests')
  await visit('drift', 'drift')
  await window.evaluate(() => (location.hash = '#/readiness'))
  await window.getByRole('button', { name: 'Run in Simulator' }).click()
  await expect(window.getByRole('status', { name: 'Result' })).toContainText('Ready', {
    timeout: 45_000,
  })
  await visit('readiness', 'readiness')
  await visit('environments', 'environments/sandbox')
  await visit('settings', 'settings')
  const simulator = new SimulatorPage(window)
  const panes = ['Outcomes', 'Faults'] as const
  await setSize(app.electron, window, [1280, 800])
  await simulator.open()
  await simulator.choose('Speed', /By hand/)
  await flow.fillPayment({ amount: '1.333,04' })
  await flow.send()
  await expect(flow.status).toContainText('ENQUEUED')
  await simulator.open()
  await simulator.step()
  await simulator.failPolls(503, 3)
  for (const pane of panes) {
    await setSize(app.electron, window, [1280, 800])
    await simulator.tab(pane)
    await visit(`simulator-${pane.toLowerCase()}`, 'simulator')
  }
})
