import { SvelteMap } from 'svelte/reactivity'
import type { Failure, ParticipantList } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'

/** One list of banks per environment; the last good one stays on the screen when a refresh fails. */
export class ParticipantsState {
  query = $state('')
  #lists = new SvelteMap<string, ParticipantList>()
  #loading = new SvelteMap<string, boolean>()
  #failures = new SvelteMap<string, Failure>()
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  list(environmentId: string): ParticipantList | null {
    return this.#lists.get(environmentId) ?? null
  }

  loading(environmentId: string): boolean {
    return this.#loading.get(environmentId) ?? false
  }

  failure(environmentId: string): Failure | null {
    return this.#failures.get(environmentId) ?? null
  }

  /** The list of this session where there is one; fetches it otherwise. */
  async open(environmentId: string): Promise<void> {
    if (this.#lists.has(environmentId) || this.loading(environmentId)) return
    await this.#load(environmentId, async () => {
      const cached = await this.#api.request('participants.cached', { environmentId })
      return cached ?? (await this.#api.request('participants.fetch', { environmentId }))
    })
  }

  /** The list that was fetched before in this session, if any: asks nobody but main. */
  async recall(environmentId: string): Promise<void> {
    if (this.#lists.has(environmentId) || this.loading(environmentId)) return
    const cached = await this.#api
      .request('participants.cached', { environmentId })
      .catch(() => null)
    if (cached && !this.#lists.has(environmentId)) this.#lists.set(environmentId, cached)
  }

  async refresh(environmentId: string): Promise<void> {
    if (this.loading(environmentId)) return
    await this.#load(environmentId, () =>
      this.#api.request('participants.fetch', { environmentId }),
    )
  }

  async #load(environmentId: string, work: () => Promise<ParticipantList>): Promise<void> {
    this.#loading.set(environmentId, true)
    this.#failures.delete(environmentId)
    try {
      this.#lists.set(environmentId, await work())
    } catch (thrown) {
      this.#failures.set(environmentId, failureOf(thrown))
    } finally {
      this.#loading.delete(environmentId)
    }
  }
}
