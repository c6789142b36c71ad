import type { ElectronApplication, Page } from '@playwright/test'

export const sizes = [
  [1280, 800],
  [900, 600],
] as const
export const themes = ['light', 'dark'] as const
export const languages = ['en', 'pt-BR'] as const

export interface Look {
  theme: (typeof themes)[number]
  language: (typeof languages)[number]
}

/** Puts the app into a theme and language as its settings do, and waits until the page has followed. */
export async function setLook(window: Page, look: Look): Promise<void> {
  await window.evaluate(
    (change) =>
      (
        globalThis as unknown as {
          klaviTransport: { invoke(channel: string, input: unknown): Promise<unknown> }
        }
      ).klaviTransport.invoke('settings.set', change),
    look,
  )
  await window.waitForFunction(
    ({ theme, language }) =>
      document.documentElement.dataset['theme'] === theme &&
      document.documentElement.lang === language,
    look,
  )
}

/** Gives the page's area this size and waits until the page has it. */
export async function setSize(
  electron: ElectronApplication,
  window: Page,
  [width, height]: readonly [number, number],
): Promise<void> {
  const resize = (): Promise<void> =>
    electron.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
      [width, height] as const,
    )
  // Where main collects garbage meanwhile, the debugger loses the answer, not the call; the same size twice does no harm.
  await resize().catch((thrown: unknown) => {
    if (!String(thrown).includes('garbage collected')) throw thrown
    return resize()
  })
  await window.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [
    width,
    height,
  ] as const)
}

/** Runs `visit` in every theme and language. */
export async function inEveryLook(
  window: Page,
  visit: (look: Look) => Promise<void>,
): Promise<void> {
  for (const language of languages) {
    for (const theme of themes) {
      await setLook(window, { theme, language })
      await visit({ theme, language })
    }
  }
}
