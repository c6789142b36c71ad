import type { NativeTheme } from 'electron'
import type { ThemeSetting } from '../../core/model/settings.ts'

/** The window's colour before the page has painted: `--surface-0` of the renderer's tokens.css. */
export const backgrounds = { light: '#f7f7f9', dark: '#101114' } as const

export const themeInForce = (
  native: Pick<NativeTheme, 'shouldUseDarkColors'>,
): keyof typeof backgrounds => (native.shouldUseDarkColors ? 'dark' : 'light')

export const backgroundInForce = (native: Pick<NativeTheme, 'shouldUseDarkColors'>): string =>
  backgrounds[themeInForce(native)]

/** Makes menus, title bar, scroll bars and the page's `prefers-color-scheme` follow the setting. */
export function applyTheme(native: Pick<NativeTheme, 'themeSource'>, setting: ThemeSetting): void {
  if (native.themeSource !== setting) native.themeSource = setting
}
