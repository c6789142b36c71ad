import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'

test('a malformed amount or CPF is said at the field and nothing is sent', async ({
  launchApp,
}) => {
  const { window } = await launchApp()
  const flow = new Flow(window)
  await flow.useSimulatorKeys()
  await flow.pickParticipant('Mock Bank')
  await flow.fillPayment({ amount: '1,333.00', cpf: '123' })
  await flow.sendButton.click()
  const amount = window.getByRole('textbox', { name: 'Amount' })
  await expect(amount).toHaveAttribute('aria-invalid', 'true')
  await expect(amount).toHaveAccessibleDescription(/not an amount in reais/)
  await expect(window.getByRole('textbox', { name: 'Payer CPF' })).toHaveAccessibleDescription(
    /11 digits/,
  )
  await expect(amount).toBeFocused()

  await amount.fill('')
  await flow.sendButton.click()
  await expect(amount).toHaveAccessibleDescription(/Enter an amount/)
  await window.getByRole('link', { name: 'History' }).click()
  await expect(window.getByText('R$').first()).not.toBeVisible()
})

test('wrong keys are told as such', async ({ launchApp }) => {
  const { window } = await launchApp()
  await new Flow(window).step('Credentials').click()
  await window.getByLabel('Access key', { exact: true }).fill('ak-of-somebody-else-0001')
  await window.getByLabel('Secret key', { exact: true }).fill('sk-of-somebody-else-0001')
  await window.getByRole('button', { name: 'Save credentials' }).click()
  await expect(window.getByText('0001').first()).toBeVisible()
  await window.getByRole('button', { name: 'Authenticate' }).click()
  await expect(window.getByText(/did not accept the key or token/).first()).toBeVisible()
})

test('a damaged settings file is set aside and told', async ({ launchApp, profile }) => {
  await writeFile(join(profile, 'settings.json'), '{ "theme": "dark", ')
  const { window } = await launchApp()
  await expect(window.getByText(/settings file could not be read/).first()).toBeVisible()
  const kept = (await readdir(profile)).find((name) => name.startsWith('settings.json.damaged-'))
  expect(await readFile(join(profile, kept ?? 'none'), 'utf8')).toBe('{ "theme": "dark", ')
})

test('a damaged journal is set aside, told and never deleted', async ({ launchApp, profile }) => {
  const damaged = 'this is no database. '.repeat(400)
  await writeFile(join(profile, 'journal.db'), damaged)
  const { window } = await launchApp()
  await expect(window.getByText(/journal was damaged/).first()).toBeVisible()
  const kept = (await readdir(profile)).find((name) => name.startsWith('journal.db.damaged-'))
  expect(await readFile(join(profile, kept ?? 'none'), 'utf8')).toBe(damaged)
})
