import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook, themes } from '../support/electron/pages/look.ts'

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`)
}

test('what opens over and beside the screens: axe and the policy find nothing', async ({
  launchApp,
}) => {
  test.setTimeout(120_000)
  const { window } = await launchApp()
  const refused: string[] = []
  window.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refused.push(message.text())
  })
  const flow = new Flow(window)
  await setLook(window, { theme: 'light', language: 'en' })
  await flow.useSimulatorKeys()
  await flow.authenticate()
  await flow.step('Participants').click()
  const list = window.getByLabel('Participants', { exact: true })
  await list.getByText('Mock Bank').first().click()

  for (const theme of themes) {
    await setLook(window, { theme, language: 'en' })
    await window.getByRole('button', { name: 'View raw' }).click()
    const dialog = window.getByRole('dialog', { name: 'Mock Bank, as received' })
    const editor = dialog.getByRole('textbox', { name: 'As received' })
    await expect(editor).toContainText('"Mock Bank"')
    // Coloured and numbered: its styles were let in.
    await expect(dialog.locator('.cm-gutters').first()).toHaveCSS('position', 'sticky')
    await editor.focus()
    await window.keyboard.press('Control+f')
    await expect(dialog.getByRole('textbox', { name: 'Find' })).toBeFocused()
    expect(await axe(window), `raw JSON in ${theme}`).toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('Escape')
    await expect(dialog).toBeHidden()

    await window.keyboard.press('Control+k')
    await expect(window.getByRole('dialog').getByRole('combobox')).toBeFocused()
    expect(await axe(window), `palette in ${theme}`).toEqual([])
    await window.keyboard.type('environment')
    expect(await axe(window), `palette, searching, in ${theme}`).toEqual([])
    await window.keyboard.press('Escape')

    await window.keyboard.press('Control+j')
    const dock = window.getByRole('region', { name: 'Exchanges' })
    await dock.getByRole('row').last().click()
    await expect(dock.getByRole('tab').first()).toBeVisible()
    expect(await axe(window), `dock in ${theme}`).toEqual([])
    await window.getByRole('heading', { level: 1 }).focus()
    await window.keyboard.press('Shift+?')
    await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    expect(await axe(window), `shortcuts in ${theme}`).toEqual([])
    await window.keyboard.press('Escape')
    await window.keyboard.press('Control+j')
  }
  expect(refused).toEqual([])
})
