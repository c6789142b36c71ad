import { nearestLanguage, type Language } from '../../../messages/index.ts'
import type { AppInfo, Failure, Settings } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import { useTimeZone } from '../format/time.ts'
import type { LanguageState } from './language.svelte.ts'

const defaults: Settings = {
  language: 'system',
  theme: 'system',
  environmentId: 'simulator',
  pollIntervalSeconds: 3,
  timeZone: 'local',
  timeoutsMs: {},
  proxyMode: 'system',
  proxyUrl: '',
  noProxy: '',
  retentionDays: 0,
  retentionMegabytes: 0,
  favourites: {},
  recents: {},
  presetsFolder: '',
}

/** The preferences shared with the command line, and what follows from them in this window. */
export class SettingsState {
  values = $state.raw<Settings>(defaults)
  info = $state.raw<AppInfo | null>(null)
  error = $state.raw<Failure | null>(null)
  #systemDark = $state(false)
  readonly theme: 'light' | 'dark' = $derived(
    this.values.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.values.theme,
  )
  #api: Api
  #language: LanguageState

  constructor(api: Api, language: LanguageState) {
    this.#api = api
    this.#language = language
    useTimeZone(() => this.values.timeZone)
  }

  async load(): Promise<void> {
    this.#followSystemTheme()
    this.#api.on('settings', (values) => void this.#apply(values))
    const [info, values] = await Promise.all([
      this.#api.request('app.info'),
      this.#api.request('settings.get'),
    ])
    this.info = info
    await this.#apply(values)
  }

  /** Shown at once; put back where it could not be saved, and told above every screen. */
  async change(part: Partial<Settings>): Promise<void> {
    this.error = await this.attempt(part)
  }

  /** The same, for a box that tells by itself why it does not hold. */
  async attempt(part: Partial<Settings>): Promise<Failure | null> {
    const before = this.values
    await this.#apply({ ...before, ...part })
    try {
      await this.#apply(await this.#api.request('settings.set', part))
      return null
    } catch (thrown) {
      await this.#apply(before)
      return failureOf(thrown)
    }
  }

  async #apply(values: Settings): Promise<void> {
    this.values = values
    this.#language.current =
      values.language === 'system' ? await this.#systemLanguage() : values.language
  }

  /** Main's reading of the system's wishes, so that window and menus always agree. */
  async #systemLanguage(): Promise<Language> {
    try {
      this.info = await this.#api.request('app.info')
      return this.info.language
    } catch {
      return nearestLanguage(navigator.languages)
    }
  }

  #followSystemTheme(): void {
    const query = globalThis.matchMedia?.('(prefers-color-scheme: dark)')
    if (!query) return
    this.#systemDark = query.matches
    query.addEventListener('change', (event) => (this.#systemDark = event.matches))
  }
}
