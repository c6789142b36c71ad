import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/electron/fixtures.ts'
import { tabTo } from '../support/electron/pages/tab-to.ts'

test('a clean profile runs the suite by keyboard and keeps its report', async ({
  launchApp,
  profile,
}) => {
  const { window, electron } = await launchApp()
  const { keyboard } = window
  await expect(window.getByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible()
  await keyboard.press('Control+9')
  await expect(window.getByRole('heading', { level: 1, name: 'Readiness' })).toBeVisible()
  await expect(
    window.getByText('Production stays closed until a run in the sandbox has passed.'),
  ).toBeVisible()

  // Without keys nothing is run, and the way to them is shown.
  await tabTo(window, 'button', 'Run in Simulator')
  await keyboard.press('Enter')
  await tabTo(window, 'button', 'Open Credentials')
  await keyboard.press('Enter')
  await tabTo(window, 'button', 'Use simulator keys')
  await keyboard.press('Enter')
  await expect(window.getByText(/Keys in keychain|Keys for this session/).first()).toBeVisible()

  await keyboard.press('Control+9')
  await tabTo(window, 'button', 'Run in Simulator')
  await keyboard.press('Enter')
  const result = window.getByRole('status', { name: 'Result' })
  await expect(result).toContainText('Ready', { timeout: 45_000 })
  const rows = window.getByRole('button', { expanded: false }).filter({ hasText: 'Passed' })
  expect(await rows.count()).toBeGreaterThan(40)
  await expect(window.getByRole('button', { name: /Failed|Needs a person/ })).toHaveCount(0)

  // One requirement opens to its evidence.
  await rows.filter({ hasText: 'happy path' }).first().focus()
  await keyboard.press('Enter')
  await expect(window.getByText('happy-path', { exact: true })).toBeVisible()

  const folder = await mkdtemp(join(profile, 'reports-'))
  await electron.evaluate(({ dialog, shell }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    shell.showItemInFolder = () => {}
  }, folder)
  await window.getByRole('button', { name: 'Export…' }).focus()
  await keyboard.press('Enter')
  await expect(window.getByText(/Report written to .*SHA-256/)).toBeVisible()
  const [name = ''] = await readdir(folder)
  const files = await readdir(join(folder, name))
  expect(files).toEqual(expect.arrayContaining(['MANIFEST.sha256', 'junit.xml', 'report.html']))
  const report = JSON.parse(await readFile(join(folder, name, 'report.json'), 'utf8')) as {
    verdict: string
  }
  expect(report.verdict).toBe('passed')

  // A run on the simulator is no proof for production.
  await expect(
    window.getByText('Production stays closed until a run in the sandbox has passed.'),
  ).toBeVisible()
  await window.getByRole('tab', { name: /Runs/ }).focus()
  await keyboard.press('Enter')
  await expect(window.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(1)
})
