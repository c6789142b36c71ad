import { expect, test } from '../../support/electron/fixtures.ts'
import { Flow } from '../../support/electron/pages/flow.ts'
import { pictureTaker, usualLook } from '../../support/electron/pages/pictures.ts'

// For looking at after a change: what stands behind a tab, a menu or a first reply.
test('what stands behind the main screens', async ({ launchApp }) => {
  test.setTimeout(240_000)
  const app = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' } })
  const { window, electron } = app
  const flow = new Flow(window)
  const picture = pictureTaker(electron, window, 'part', () =>
    expect(window.getByRole('progressbar')).toHaveCount(0),
  )
  await usualLook(electron, window)
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
