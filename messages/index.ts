import { m } from './generated/messages.js'
import { overwriteGetLocale } from './generated/runtime.js'

export { m }

export type Language = 'en' | 'pt-BR'

let read: () => Language = () => 'en'
overwriteGetLocale(() => read())

/**
 * Says where the language in force is read. A host hands in a function, so that the renderer's can be a reactive
 * value and a switch needs no restart.
 */
export function useLanguage(source: () => Language): void {
  read = source
}

/** Runs what makes sentences as if this were the language in force; for what speaks both. */
export function inLanguage<T>(chosen: Language, work: () => T): T {
  const before = read
  read = () => chosen
  try {
    return work()
  } finally {
    read = before
  }
}

/** The language in force. */
export const language = (): Language => read()

/**
 * The nearest supported language for a system's list of locales, best first (`pt`, `pt-PT` and `pt_BR.UTF-8`
 * all read Portuguese better than English).
 */
export function nearestLanguage(locales: readonly string[]): Language {
  for (const locale of locales) {
    const tag = locale.toLowerCase()
    if (tag.startsWith('pt')) return 'pt-BR'
    if (tag.startsWith('en')) return 'en'
  }
  return 'en'
}
