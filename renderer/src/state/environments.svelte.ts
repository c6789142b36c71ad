import type { EnvironmentView, Failure } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import type { SettingsState } from './settings.svelte.ts'
import { upsert } from './upsert.ts'

/** The environments with what is known of their keys and tokens; which one is in force is a setting. */
export class EnvironmentsState {
  list = $state.raw<EnvironmentView[]>([])
  error = $state.raw<Failure | null>(null)
  readonly current: EnvironmentView | null = $derived.by(
    () =>
      this.list.find((one) => one.id === this.#settings.values.environmentId) ??
      this.list[0] ??
      null,
  )
  #api: Api
  #settings: SettingsState

  constructor(api: Api, settings: SettingsState) {
    this.#api = api
    this.#settings = settings
  }

  async load(): Promise<void> {
    this.#api.on('environments', (changed) => {
      this.put(...changed)
    })
    this.#api.on('environmentsRemoved', (ids) => this.removed(ids))
    await this.refresh()
  }

  async refresh(): Promise<void> {
    try {
      this.list = await this.#api.request('environments.list')
      this.error = null
    } catch (thrown) {
      this.error = failureOf(thrown)
    }
  }

  byId(id: string): EnvironmentView | undefined {
    return this.list.find((one) => one.id === id)
  }

  /** What an answer told about one environment, without waiting for the event. */
  patch(id: string, part: Partial<Pick<EnvironmentView, 'credential' | 'token' | 'guard'>>): void {
    this.list = this.list.map((one) => (one.id === id ? { ...one, ...part } : one))
  }

  /** Environments that were added or changed. */
  put(...changed: EnvironmentView[]): void {
    this.list = upsert(this.list, changed, (one) => one.id)
  }

  /** Where the one in force went, main has put another in force. */
  removed(ids: readonly string[]): void {
    this.list = this.list.filter((one) => !ids.includes(one.id))
  }

  select(id: string): Promise<void> {
    return this.#settings.change({ environmentId: id })
  }
}
