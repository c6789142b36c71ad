import { m } from '../../../../../messages/index.ts'
import type { AppState } from '../../../state/app-state.svelte.ts'
import type { Command } from '../../commands.ts'
import { languageNames, themeNames } from '../../preferences.ts'

/** Theme and language, one line for each that can be chosen. */
export function settingCommands(app: AppState): Command[] {
  const { settings } = app
  return [
    ...themeNames.map(({ value, label }): Command => ({
      id: `setting.theme.${value}`,
      group: 'settings',
      title: () => m.palette_theme({ name: label() }),
      checked: () => settings.values.theme === value,
      run: () => void settings.change({ theme: value }),
    })),
    ...languageNames.map(({ value, label }): Command => ({
      id: `setting.language.${value}`,
      group: 'settings',
      title: () => m.palette_language({ name: label() }),
      checked: () => settings.values.language === value,
      run: () => void settings.change({ language: value }),
    })),
    {
      id: 'checklist.show',
      group: 'settings',
      title: m.palette_show_checklist,
      enabled: () => app.checklist.dismissed,
      run: () => app.checklist.restore(),
    },
  ]
}
