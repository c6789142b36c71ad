import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { ElectronApplication } from '@playwright/test'
import { ask } from '../support/electron/ask.ts'
import { secretsIn } from '../support/electron/find-secrets.ts'
import { expect, test } from '../support/electron/fixtures.ts'
import { setLook } from '../support/electron/pages/look.ts'

/** The person's choice in the system's file dialogs, which no test can click. */
const choose = (electron: ElectronApplication, path: string) =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)

test('an environment is exported without its keys, deleted with them, and taken in again', async ({
  launchApp,
  profile,
}) => {
  const accessKey = `access-${randomUUID()}`
  const secretKey = `secret-${randomUUID()}`
  const { window, electron } = await launchApp()
  await setLook(window, { theme: 'light', language: 'en' })
  const file = join(profile, 'exported.json')
  await choose(electron, file)
  await window.evaluate(() => (location.hash = '#/environments'))
  const list = window.getByRole('list', { name: 'List of environments' })

  await window.getByRole('button', { name: 'Add environment' }).click()
  await window.getByRole('textbox', { name: 'Name', exact: true }).fill('Partner B')
  await window.getByRole('textbox', { name: 'Origin' }).fill('https://localhost:9')
  await window.getByRole('button', { name: 'Create environment' }).click()
  await expect(list.getByRole('button', { name: /Partner B/ })).toBeVisible()
  const views = await ask(window, 'environments.list', null)
  const made = views.ok ? views.data.find(({ name }) => name === 'Partner B') : undefined
  const saved = await ask(window, 'credentials.save', {
    environmentId: made?.id ?? '',
    set: 'partner',
    accessKey,
    secretKey,
  })
  expect(saved.ok).toBe(true)

  await window.getByRole('button', { name: 'Export…' }).click()
  const exporting = window.getByRole('dialog', { name: 'Export environments' })
  await expect(exporting).toContainText('https://localhost:9')
  await exporting.getByRole('button', { name: 'Save to a file…' }).click()
  await expect(exporting).toBeHidden()
  const text = await readFile(file)
  expect(JSON.parse(text.toString())).toMatchObject({
    environments: [{ name: 'Partner B', origin: 'https://localhost:9' }],
  })
  expect(secretsIn('export', text, [accessKey, secretKey])).toEqual([])
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)

  await window.getByRole('button', { name: 'More for Partner B' }).click()
  await window.getByRole('menuitem', { name: 'Delete…' }).click()
  const deleting = window.getByRole('dialog', { name: 'Delete Partner B?' })
  for (const what of ['its settings and variables', 'keys: partner', '0 payments stay']) {
    await expect(deleting).toContainText(what)
  }
  await deleting.getByRole('button', { name: 'Delete environment' }).click()
  await expect(list.getByRole('button', { name: /Partner B/ })).toHaveCount(0)

  await window.getByRole('button', { name: 'Import…' }).click()
  const importing = window.getByRole('dialog', { name: 'Import environments' })
  await importing.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(importing).toContainText('is added')
  await importing.getByRole('button', { name: 'Take in 1' }).click()
  await expect(importing).toBeHidden()
  const back = list.getByRole('button', { name: /Partner B/ })
  await expect(back).toBeVisible()
  // What was deleted does not come back with the name.
  await expect(back).toContainText('https://localhost:9')
  const sets = await ask(window, 'environments.list', null)
  const again = sets.ok ? sets.data.find(({ name }) => name === 'Partner B') : undefined
  const status = await ask(window, 'credentials.list', { environmentId: again?.id ?? '' })
  expect(JSON.stringify(status)).not.toContain(accessKey.slice(-4))
})
