import { nearestLanguage, type Language } from '../../../messages/index.ts'
import { applyAccent } from '../ui/index.ts'
import type { AppState } from '../state/app-state.svelte.ts'

/** The language that main named in the address, for what is drawn before the settings have come. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang')
  return asked === 'en' || asked === 'pt-BR' ? asked : nearestLanguage(navigator.languages)
}

/** Keeps theme, language and environment on <html>, where the styles look, and in the address, for a reload. */
export function reflectOnPage(app: AppState): void {
  $effect(() => {
    const environment = app.environments.current
    // Before the settings have come the page stays as main asked for it.
    if (!app.settings.info || !environment) return
    const root = document.documentElement
    const marks = {
      theme: app.settings.theme,
      lang: app.language.current,
      // What is guarded looks like production, whatever its own colour.
      env: environment.guard ? 'production' : environment.kind,
    }
    root.dataset.theme = marks.theme
    root.lang = marks.lang
    root.dataset.env = marks.env
    const own = environment.guard ? null : (environment.colour ?? null)
    applyAccent(root, own, marks.theme)
    const address = new URL(location.href)
    for (const [name, value] of Object.entries(marks)) address.searchParams.set(name, value)
    history.replaceState(history.state, '', address)
  })
}
