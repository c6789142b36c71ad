import { m } from '../../../messages/index.ts'
import type { LanguageSetting, ThemeSetting } from '../../../electron/contract/types.ts'
import type { AppState } from '../state/app-state.svelte.ts'

export const languageNames: readonly { value: LanguageSetting; label: () => string }[] = [
  { value: 'system', label: m.shell_language_system },
  // A language is named in itself, so that it is found by whoever cannot read the other.
  { value: 'en', label: () => 'English' },
  { value: 'pt-BR', label: () => 'Português (Brasil)' },
]

export const themeNames: readonly { value: ThemeSetting; label: () => string }[] = [
  { value: 'system', label: m.shell_theme_system },
  { value: 'light', label: m.shell_theme_light },
  { value: 'dark', label: m.shell_theme_dark },
]

/**
 * Main writes the notices and the form's issues, so they are asked for again when the language has changed there,
 * whoever changed it: this window, the native menu or the command line.
 */
export function followLanguage(app: AppState): () => void {
  let last = app.settings.values.language
  return app.api.on('settings', ({ language }) => {
    if (language === last) return
    last = language
    void Promise.all([app.notices.refresh(), app.payload.refreshPreview()])
  })
}
