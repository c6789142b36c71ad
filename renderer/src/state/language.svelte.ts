import { useLanguage, type Language } from '../../../messages/index.ts'

/** The language of everything on the screen; a change redraws the texts and touches nothing else. */
export class LanguageState {
  current = $state<Language>('en')

  constructor(first: Language) {
    this.current = first
    useLanguage(() => this.current)
  }
}
