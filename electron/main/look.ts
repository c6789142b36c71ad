import { app, Menu, nativeTheme } from 'electron'
import type { EnvironmentState } from '../../core/model/environment.ts'
import type { Settings } from '../../core/model/settings.ts'
import { language, useLanguage, type Language } from '../../messages/index.ts'
import { menuTemplate, type MenuOptions } from './menu.ts'
import { resolveLanguage } from './preferences.ts'
import { applyTheme, themeInForce } from './theme.ts'
import { builtInName, windowTitle } from './window-title.ts'

export interface LookOptions extends Omit<MenuOptions, 'settings'> {
  settings: Settings
  setTitle(title: string): void
  /** Marks the window in the taskbar, or takes the mark away. */
  setMark(on: boolean): void
  /** Name of an environment that is not built in. */
  environmentName(id: string): Promise<string>
}

/** Theme, language, menu and title: what the native side shows of the settings. */
export interface Look {
  settings(): Settings
  title(): string
  language(): Language
  theme(): 'light' | 'dark'
  apply(settings: Settings): void
  /** An environment that was unlocked, locked, renamed or edited. */
  environmentChanged(environment: Pick<EnvironmentState, 'id' | 'name' | 'guard'>): void
}

/** Applies the first settings at once; after `ready`. */
export function createLook(options: LookOptions): Look {
  let { settings } = options
  let current: Language = 'en'
  let title = ''
  const unlocked = new Set<string>()
  useLanguage(() => current)

  function apply(next: Settings, first = false): void {
    const before = settings
    settings = next
    current = resolveLanguage(next.language, app.getPreferredSystemLanguages())
    applyTheme(nativeTheme, next.theme)
    const menuChanged = before.language !== next.language || before.theme !== next.theme
    if (first || menuChanged) {
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ ...options, settings: next })))
    }
    nameWindow(next.environmentId)
  }

  function nameWindow(environmentId: string): void {
    const known = builtInName(environmentId)
    setTitle(known ?? environmentId)
    if (known !== undefined) return
    options
      .environmentName(environmentId)
      .then((name) => {
        if (settings.environmentId === environmentId) setTitle(name)
      })
      // Then the id stays in the title: it names the environment as well.
      .catch(() => undefined)
  }

  function setTitle(environmentName: string): void {
    const isUnlocked = unlocked.has(settings.environmentId)
    title = windowTitle(environmentName, isUnlocked)
    options.setTitle(title)
    options.setMark(isUnlocked)
  }

  apply(settings, true)
  return {
    settings: () => settings,
    title: () => title,
    language,
    theme: () => themeInForce(nativeTheme),
    apply: (next) => apply(next),
    environmentChanged({ id, name: newName, guard }) {
      if (guard?.locked === false) unlocked.add(id)
      else unlocked.delete(id)
      if (id === settings.environmentId) setTitle(builtInName(id) ?? newName)
    },
  }
}
