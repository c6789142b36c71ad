import { expect, test } from '../support/electron/fixtures.ts'
import { Flow } from '../support/electron/pages/flow.ts'
import { setLook } from '../support/electron/pages/look.ts'

test('what is typed survives a reload, a change of screen and of language', async ({
  launchApp,
}) => {
  const { electron, window } = await launchApp()
  const flow = new Flow(window)
  await flow.step('Payment').click()
  const name = window.getByRole('textbox', { name: 'Payer name' })
  await name.fill('Conceição')
  await name.press('End')
  await name.pressSequentially(' de Araújo')
  // At once, before any delay of ours has passed.
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.reload(),
  )
  await window.waitForLoadState()
  await expect(name).toHaveValue('Conceição de Araújo')

  await flow.step('Credentials').click()
  const access = window.getByRole('textbox', { name: 'Access key' })
  await access.fill('half a key')
  await flow.step('Payment').click()
  await expect(name).toHaveValue('Conceição de Araújo')
  await setLook(window, { theme: 'light', language: 'pt-BR' })
  await expect(window.getByRole('textbox', { name: 'Nome do pagador' })).toHaveValue(
    'Conceição de Araújo',
  )
  await setLook(window, { theme: 'light', language: 'en' })
  await flow.step('Credentials').click()
  await expect(access).toHaveValue('half a key')
})

test('what was dismissed comes back by Undo', async ({ launchApp }) => {
  const { window } = await launchApp()
  const steps = window.getByRole('region', { name: /first payment/ })
  await window.getByRole('button', { name: 'Hide these first steps' }).click()
  await expect(steps).toBeHidden()
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(steps).toBeVisible()
  await window.reload()
  await expect(steps).toBeVisible()
})
