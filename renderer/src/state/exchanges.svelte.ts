import type { ExchangeSummary, Failure } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import { upsert } from './upsert.ts'

/** Of these the window keeps the summaries; older ones stay in the journal. */
const MOST = 500

/** The last exchanges of all environments, oldest first; read when they are first looked at, live from then on. */
export class ExchangesState {
  list = $state.raw<ExchangeSummary[]>([])
  loading = $state(false)
  loaded = $state(false)
  failure = $state.raw<Failure | null>(null)
  #follows = false
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  async open(): Promise<void> {
    if (this.loading || this.loaded) return
    if (!this.#follows) {
      this.#follows = true
      this.#api.on('exchanges', (added) => this.#put(added))
    }
    this.loading = true
    this.failure = null
    try {
      // What comes by event while the list is under way is in it, or is put to it.
      this.#put(await this.#api.request('exchanges.list', { limit: MOST }))
      this.loaded = true
    } catch (thrown) {
      this.failure = failureOf(thrown)
    } finally {
      this.loading = false
    }
  }

  #put(added: readonly ExchangeSummary[]): void {
    this.list = upsert(this.list, added, (one) => one.id)
      .sort((a, b) => a.at.localeCompare(b.at))
      .slice(-MOST)
  }
}
