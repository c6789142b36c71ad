import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { expect, test } from '../support/electron/fixtures.ts'
import { appEnvironment, appFolder, surroundings } from '../support/electron/surroundings.ts'

test('a second instance focuses the first and ends', async ({ launchApp, profile }) => {
  const { electron, window } = await launchApp()
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const sandbox = surroundings.sandbox ? [] : ['--no-sandbox']
  const second = spawn(surroundings.electron, [appFolder, ...sandbox], {
    env: appEnvironment(profile),
    stdio: 'ignore',
  })
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(0)
  await expect
    .poll(() =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()),
    )
    .toBe(false)
  await expect(window.getByRole('navigation', { name: 'Steps' })).toBeVisible()
})

test('language and theme switch without a restart and keep what was typed', async ({
  launchApp,
}) => {
  const { window } = await launchApp()
  await window.getByRole('link', { name: 'Payment' }).click()
  await window.getByRole('textbox', { name: 'Payer name' }).fill('João Pereira')
  const set = (change: object) =>
    window.evaluate(
      (input) =>
        (
          globalThis as unknown as {
            klaviTransport: { invoke(channel: string, input: unknown): Promise<unknown> }
          }
        ).klaviTransport.invoke('settings.set', input),
      change,
    )
  await set({ language: 'pt-BR', theme: 'dark' })
  await expect(window.locator('html')).toHaveAttribute('lang', 'pt-BR')
  await expect(window.locator('html')).toHaveAttribute('data-theme', 'dark')
  const typed = await window.evaluate(() =>
    [...document.querySelectorAll('input')].map(({ value }) => value),
  )
  expect(typed).toContain('João Pereira')
})
