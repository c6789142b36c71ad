import type { ExchangeSettings, ProxyMode } from './environment.ts'

export type LanguageSetting = 'system' | 'en' | 'pt-BR'
export type ThemeSetting = 'system' | 'light' | 'dark'
/** The zone in which times are shown. */
export type TimeZoneSetting = 'local' | 'brasilia'

/** Preferences that the app and the command line share through settings.json. */
export interface Settings {
  language: LanguageSetting
  theme: ThemeSetting
  environmentId: string
  /** Seconds between two polls, 1 to 60. */
  pollIntervalSeconds: number
  timeZone: TimeZoneSetting
  /** Milliseconds by phase, 100 to 600,000; what is absent is as usual (core/klavi/http/wire.ts). */
  timeoutsMs: NonNullable<ExchangeSettings['timeoutsMs']>
  /** For every environment that says nothing of its own. */
  proxyMode: ProxyMode
  /** With `url`; never with a password. Empty: none. */
  proxyUrl: string
  /** As NO_PROXY says it. */
  noProxy: string
  /** Days that exchanges and ended payments are kept, 0 to 3,650; 0: for good. */
  retentionDays: number
  /** Megabytes that the journal may take, 0 to 100,000; 0: no limit. */
  retentionMegabytes: number
  /** Participants' ids by environment id, as ordered by the person. */
  favourites: Record<string, string[]>
  /** Participants' ids by environment id, the latest first, at most 20. */
  recents: Record<string, string[]>
  /** Absolute path of the folder of payment presets; empty: the profile's own. */
  presetsFolder: string
}
