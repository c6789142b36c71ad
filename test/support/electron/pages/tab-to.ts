import { expect, type Page } from '@playwright/test'

/** Presses Tab until the control of this name has the focus, as a person without a mouse does. */
export async function tabTo(
  window: Page,
  role: 'button' | 'textbox' | 'combobox',
  name: string,
): Promise<void> {
  const control = window.getByRole(role, { name, exact: true })
  await expect(control).toBeVisible()
  for (let presses = 0; presses < 60; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await window.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${role} "${name}"`)
}
