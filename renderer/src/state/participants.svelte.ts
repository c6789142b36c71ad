import { SvelteMap } from 'svelte/reactivity'
import type {
  Failure,
  ParticipantFilters,
  ParticipantList,
  ParticipantMarks,
} from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import type { EnvironmentsState } from './environments.svelte.ts'

const noMarks: ParticipantMarks = { favourites: [], recents: [] }

/** One list of banks per environment; the last good one stays on the screen when a refresh fails. */
export class ParticipantsState {
  query = $state('')
  /** Why a favourite could not be kept. */
  markFailure = $state.raw<Failure | null>(null)
  #lists = new SvelteMap<string, ParticipantList>()
  #loading = new SvelteMap<string, boolean>()
  #failures = new SvelteMap<string, Failure>()
  #marks = new SvelteMap<string, ParticipantMarks>()
  #again = new Set<string>()
  #filters = new SvelteMap<string, ParticipantFilters>()
  /** Lists whose changes the person has seen and put away, by environment and time. */
  #seen = new SvelteMap<string, string>()
  #api: Api
  #environments: EnvironmentsState

  constructor(api: Api, environments: EnvironmentsState) {
    this.#api = api
    this.#environments = environments
  }

  /** A list of another address, which the environment had before it was edited, is none. */
  list(environmentId: string): ParticipantList | null {
    const list = this.#lists.get(environmentId)
    const origin = this.#environments.byId(environmentId)?.origin
    const elsewhere = list?.origin !== undefined && origin !== undefined && list.origin !== origin
    return list === undefined || elsewhere ? null : list
  }

  /** What a bank is called; undefined where the list is not known or does not have it. */
  nameOf(environmentId: string, participantId: string): string | undefined {
    return this.list(environmentId)?.participants.find(({ id }) => id === participantId)?.name
  }

  loading(environmentId: string): boolean {
    return this.#loading.get(environmentId) ?? false
  }

  failure(environmentId: string): Failure | null {
    return this.#failures.get(environmentId) ?? null
  }

  marks(environmentId: string): ParticipantMarks {
    return this.#marks.get(environmentId) ?? noMarks
  }

  /** The query parameters that the list is asked with; empty: the whole list. */
  filters(environmentId: string): ParticipantFilters {
    return this.#filters.get(environmentId) ?? {}
  }

  /** What a refresh added and removed, until it is put away. */
  changes(environmentId: string): ParticipantList['changes'] {
    const list = this.list(environmentId)
    return list && this.#seen.get(environmentId) !== list.fetchedAt ? list.changes : undefined
  }

  hideChanges(environmentId: string): void {
    const list = this.list(environmentId)
    if (list) this.#seen.set(environmentId, list.fetchedAt)
  }

  /** The list of this session or its copy on disk where there is one; fetches it otherwise. */
  async open(environmentId: string): Promise<void> {
    void this.#loadMarks(environmentId)
    if (this.list(environmentId) || this.loading(environmentId)) return
    await this.#load(environmentId, async () => {
      const cached = await this.#api.request('participants.cached', { environmentId })
      if (!cached) return this.#api.request('participants.fetch', { environmentId })
      this.#lists.set(environmentId, cached)
      // An old copy is there at once; the new list takes its place when it comes, and tells what changed.
      return cached.offline ? this.#api.request('participants.fetch', { environmentId }) : cached
    })
  }

  /** The list that is known already, if any: asks nobody but main. */
  async recall(environmentId: string): Promise<void> {
    void this.#loadMarks(environmentId)
    if (this.list(environmentId) || this.loading(environmentId)) return
    const cached = await this.#api
      .request('participants.cached', { environmentId })
      .catch(() => null)
    if (cached && !this.list(environmentId)) this.#lists.set(environmentId, cached)
  }

  async refresh(environmentId: string): Promise<void> {
    if (this.loading(environmentId)) return
    const filters = this.filters(environmentId)
    const filtered = Object.keys(filters).length > 0
    await this.#load(environmentId, () =>
      this.#api.request('participants.fetch', { environmentId, ...(filtered ? { filters } : {}) }),
    )
  }

  async filter(environmentId: string, filters: ParticipantFilters): Promise<void> {
    this.#filters.set(environmentId, filters)
    // What comes was asked for with other filters: it is asked again.
    if (this.loading(environmentId)) this.#again.add(environmentId)
    else await this.refresh(environmentId)
  }

  async favourite(environmentId: string, participantId: string, on: boolean): Promise<void> {
    await this.#mark(environmentId, () =>
      this.#api.request('participants.favourite', { environmentId, participantId, on }),
    )
  }

  /** Remembers the bank as one that was picked. */
  pick(environmentId: string, { id }: { id: string }): void {
    void this.#mark(environmentId, () =>
      this.#api.request('participants.picked', { environmentId, participantId: id }),
    )
  }

  async #loadMarks(environmentId: string): Promise<void> {
    if (this.#marks.has(environmentId)) return
    await this.#mark(environmentId, () =>
      this.#api.request('participants.marks', { environmentId }),
    )
  }

  async #mark(environmentId: string, ask: () => Promise<ParticipantMarks>): Promise<void> {
    try {
      this.#marks.set(environmentId, await ask())
      this.markFailure = null
    } catch (thrown) {
      this.markFailure = failureOf(thrown)
    }
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
    if (this.#again.delete(environmentId)) await this.refresh(environmentId)
  }
}
