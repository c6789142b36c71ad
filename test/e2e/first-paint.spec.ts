import { expect, test } from '../support/electron/fixtures.ts'

interface Seen {
  theme: string | undefined
  background: string
  language: string
}

for (const [theme, background] of [
  ['dark', 'rgb(16, 17, 20)'],
  ['light', 'rgb(247, 247, 249)'],
] as const) {
  test(`the first paint is ${theme} where the settings say so`, async ({ launchApp, profile }) => {
    const first = await launchApp()
    await expect(first.window.getByRole('heading', { level: 1 })).toBeVisible()
    await first.window.evaluate(
      (change) =>
        (
          globalThis as unknown as {
            klaviTransport: { invoke(channel: string, input: unknown): Promise<unknown> }
          }
        ).klaviTransport.invoke('settings.set', change),
      { theme, language: 'pt-BR' },
    )
    await first.close()

    const { electron, window } = await launchApp({ profile })
    await expect(window.getByRole('heading', { level: 1 })).toBeVisible()
    // A load that is still under way would end in the place of the one below.
    await window.waitForLoadState('load')
    // Written down by the page itself while it is still being read, before any of our modules ran.
    await window.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        const root = document.documentElement
        Object.assign(globalThis, {
          firstSeen: {
            theme: root.dataset['theme'],
            background: getComputedStyle(document.body).backgroundColor,
            language: root.lang,
          },
        })
      })
    })
    await electron.evaluate(({ BrowserWindow }) => {
      const [page] = BrowserWindow.getAllWindows()
      // As main opens it, not as the page has rewritten its address since.
      return page?.loadURL(page.webContents.getURL().replace(/#.*$/, ''))
    })
    const seen = await window.evaluate(
      () => (globalThis as unknown as { firstSeen: Seen }).firstSeen,
    )
    expect(seen).toEqual({ theme, background, language: 'pt-BR' })
    const native = await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBackgroundColor(),
    )
    expect(native?.toLowerCase()).toBe(theme === 'dark' ? '#101114' : '#f7f7f9')
  })
}
