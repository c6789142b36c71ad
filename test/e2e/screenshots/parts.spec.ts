import type { Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../support/electron/fixtures.ts'
import { Flow } from '../../support/electron/pages/flow.ts'
import { setLook, setSize, sizes, type Look } from '../../support/electron/pages/look.ts'
import { surroundings } from '../../support/electron/surroundings.ts'

/** Two looks that differ in everything: what a change broke shows in one of them. */
const looks: Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'pt-BR' },
]

// For looking at after a change: what stands behind a tab, a menu or a first reply.
test('what stands behind the main screens', async ({ launchApp }) => {
  test.setTimeout(240_000)
  const app = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' } })
  const { window, electron } = app
  const flow = new Flow(window)
  const folder = join(surroundings.results, 'images-small')
  mkdirSync(folder, { recursive: true })
  const picture = async (name: string): Promise<void> => {
    for (const look of looks) {
      await setLook(window, look)
      for (const size of sizes) {
        await setSize(electron, window, size)
        await settled(window)
        // What is fetched from main comes a moment later.
        await expect(window.getByRole('progressbar')).toHaveCount(0)
        await settled(window)
        const file = `part-${name}-${look.theme}-${look.language}-${size[0]}.png`
        await window.screenshot({ path: join(folder, file), animations: 'disabled' })
      }
    }
    await setLook(window, { theme: 'light', language: 'en' })
    await setSize(electron, window, [1280, 800])
  }
  await setLook(window, { theme: 'light', language: 'en' })
  await flow.prepare('48,00')
  for (const tab of ['Wire', 'Compare', 'Pix code', 'Series', 'Return']) {
    await window.getByRole('tab', { name: tab }).click()
    await picture(`payment-${tab.toLowerCase().replace(' ', '-')}`)
  }
  await window.getByRole('tab', { name: 'JSON' }).click()
  await window.getByRole('button', { name: 'Presets' }).click()
  await picture('presets')
  await window.keyboard.press('Escape')
  await flow.send()
  await expect(flow.status).toContainText('PAYMENT_COMPLETED', { timeout: 20_000 })
  await window.getByRole('button', { name: 'Details' }).click()
  await window.getByRole('button', { name: 'Ask Klavi now' }).click()
  await expect(window.getByText('E99923422', { exact: false }).first()).toBeVisible()
  await picture('watch-details')

  await window.evaluate(() => (location.hash = '#/requests'))
  await window.getByRole('button', { name: 'Send request' }).click()
  await expect(window.getByText('"mock-bank"').first()).toBeInViewport()
  await picture('requests-reply')
  await window.evaluate(() => (location.hash = '#/participants'))
  await window.getByRole('searchbox', { name: 'Search participants' }).fill('angico')
  await window.getByLabel('Participants', { exact: true }).getByText('Banco Angico').click()
  await picture('participants-details')
  await window.evaluate(() => (location.hash = '#/environments/simulator'))
  await picture('environment-simulator')
  await window.evaluate(() => (location.hash = '#/readiness'))
  await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
  await picture('readiness')
  await window.keyboard.press('Control+k')
  await picture('palette')
})

/** Two frames, so that what follows a change has been painted. */
const settled = (window: Page): Promise<unknown> =>
  window.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
