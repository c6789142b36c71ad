import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook, themes } from '../support/electron/pages/look.ts'
import { screens } from '../support/electron/pages/screens.ts'

test('axe finds nothing on any screen in either theme', async ({ launchApp }) => {
  test.setTimeout(120_000)
  const { window } = await launchApp({ env: { KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: '300' } })
  const flow = new Flow(window)
  await setLook(window, { theme: 'light', language: 'en' })
  await flow.prepare('300,06')
  await flow.send()
  await expect(flow.status).toContainText('CONSENT_REJECTED', { timeout: 20_000 })
  for (const theme of themes) {
    await setLook(window, { theme, language: 'en' })
    for (const screen of screens) {
      await window.evaluate((hash) => (location.hash = hash), `#/${screen}`)
      await expect(window.getByRole('heading', { level: 1 }).first()).toBeVisible()
      // Legacy mode: axe's newer one opens a page of its own, which this app denies.
      const { violations } = await new AxeBuilder({ page: window })
        .setLegacyMode(true)
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`,
      )
      expect(found, `${screen} in ${theme}`).toEqual([])
    }
  }
})
