import type { DriftFinding, Failure } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'

export type DriftVerdict = 'all' | DriftFinding['verdict']

/** Where replies differ from their documentation; read when it is first looked at, and again when main found more. */
export class DriftState {
  list = $state.raw<DriftFinding[]>([])
  loaded = $state(false)
  failure = $state.raw<Failure | null>(null)
  /** Empty: all environments. Null until somebody chose: the one in force. */
  environmentId = $state<string | null>(null)
  verdict = $state<DriftVerdict>('all')
  search = $state('')
  #follows = false
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  async open(): Promise<void> {
    if (!this.#follows) {
      this.#follows = true
      this.#api.on('drift', () => void this.refresh())
    }
    await this.refresh()
  }

  async refresh(): Promise<void> {
    try {
      this.list = await this.#api.request('drift.list', {})
      this.loaded = true
      this.failure = null
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  /** The findings' text and the name of the file that it would be. */
  export(
    format: 'json' | 'markdown',
    environmentId: string,
  ): Promise<{ text: string; fileName: string }> {
    return this.#api.request('drift.export', { ...of(environmentId), format })
  }

  async clear(environmentId: string): Promise<void> {
    try {
      await this.#api.request('drift.clear', of(environmentId))
      await this.refresh()
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }
}

const of = (environmentId: string): { environmentId?: string } =>
  environmentId === '' ? {} : { environmentId }
