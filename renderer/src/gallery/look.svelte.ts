import { useLanguage, type Language } from '../../../messages/index.ts'
import { applyAccent } from '../ui/index.ts'

/** What the gallery is looked at in; taken from the address, so that a picture can be made of each. */
export const look = $state({
  theme: 'light' as 'light' | 'dark',
  contrast: 'normal' as 'normal' | 'more',
  language: 'en' as Language,
  env: 'simulator' as 'simulator' | 'sandbox' | 'production' | 'custom',
  accent: '#e0559a',
})

export function readAddress(search: string): void {
  const wanted = new URLSearchParams(search)
  if (wanted.get('theme') === 'dark') look.theme = 'dark'
  if (wanted.get('contrast') === 'more') look.contrast = 'more'
  if (wanted.get('language') === 'pt-BR') look.language = 'pt-BR'
  const env = wanted.get('env')
  if (env === 'sandbox' || env === 'production' || env === 'custom') look.env = env
}

/** Puts the look on the page's root element. */
export function wear(root: HTMLElement): void {
  root.dataset.theme = look.theme
  root.dataset.contrast = look.contrast
  root.dataset.env = look.env
  root.lang = look.language
  applyAccent(root, look.env === 'custom' ? look.accent : null, look.theme)
}

useLanguage(() => look.language)
