export type LanguageSetting = 'system' | 'en' | 'pt-BR'
export type ThemeSetting = 'system' | 'light' | 'dark'

/** Preferences that the app and the command line share through settings.json. */
export interface Settings {
  language: LanguageSetting
  theme: ThemeSetting
  environmentId: string
  /** Seconds between two polls, 1 to 60. */
  pollIntervalSeconds: number
}
