import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'

test('the palette goes to a screen, picks a bank and changes the theme', async ({ launchApp }) => {
  const { window } = await launchApp()
  const { keyboard } = window
  const palette = window.getByRole('dialog', { name: 'Command palette' })
  const box = palette.getByRole('combobox')
  const first = palette.getByRole('option').first()
  const run = async (search: string, expected: string): Promise<void> => {
    await keyboard.press('Control+k')
    await expect(box).toBeFocused()
    await keyboard.type(search)
    await expect(first).toContainText(expected)
    await expect(first).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('Enter')
    await expect(palette).toBeHidden()
  }
  const heading = (name: string) => window.getByRole('heading', { level: 1, name })
  await expect(heading('Credentials')).toBeVisible()

  await new Flow(window).useSimulatorKeys()
  await expect(window.getByText(/Keys in keychain|Keys for this session/).first()).toBeVisible()
  await run('particip', 'Go to Participants')
  await expect(heading('Participants')).toBeFocused()
  await expect(window.getByText('Mock Bank').first()).toBeVisible()

  await run('mock', 'Mock Bank')
  await expect(heading('Payment')).toBeFocused()
  await expect(window.getByText('Mock Bank').first()).toBeVisible()

  await run('theme dark', 'Theme: Dark')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  await run('language portu', 'Language: Português (Brasil)')
  await expect(window.locator('html')).toHaveAttribute('lang', 'pt-BR')

  // What was used last stands first, also after a reload.
  await window.reload()
  await expect(heading('Pagamento')).toBeVisible()
  await keyboard.press('Control+k')
  const options = window.getByRole('dialog', { name: 'Paleta de comandos' }).getByRole('option')
  await expect(options.first()).toContainText('Idioma: Português (Brasil)')
  await expect(options.nth(1)).toContainText('Tema: Escuro')
})

test('the palette gives the focus back, and ? lists the shortcuts', async ({ launchApp }) => {
  const { window } = await launchApp()
  const { keyboard } = window
  const key = window.getByRole('textbox', { name: 'Access key' })
  await key.focus()
  await keyboard.press('Control+k')
  await expect(window.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  // Nothing behind the dialog hears the keys.
  await keyboard.press('Control+4')
  await keyboard.press('Escape')
  await expect(key).toBeFocused()
  await expect(window.getByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()

  await keyboard.type('?')
  await expect(key).toHaveValue('?')
  await window.getByRole('heading', { level: 1 }).focus()
  await keyboard.press('Shift+?')
  const shortcuts = window.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts.getByText('Send payment')).toBeVisible()
  await expect(shortcuts.getByText('Show or hide the exchanges')).toBeVisible()
})
