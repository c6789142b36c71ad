import type { Failure, Preset, PresetFolder } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'

/** Built-in and own presets of one environment; the folder's files are followed while the list is on the screen. */
export class PresetsState {
  list = $state.raw<Preset[]>([])
  folder = $state.raw<PresetFolder | null>(null)
  search = $state('')
  loading = $state(false)
  failure = $state.raw<Failure | null>(null)
  #environmentId = ''
  #asked = 0
  #api: Api

  constructor(api: Api) {
    this.#api = api
    api.on('presets', (folder) => {
      this.folder = folder
      if (this.#environmentId) void this.load(this.#environmentId)
    })
  }

  async load(environmentId: string): Promise<void> {
    this.#environmentId = environmentId
    const asked = ++this.#asked
    this.loading = true
    try {
      const { search } = this
      const [list, folder] = await Promise.all([
        this.#api.request('presets.list', { environmentId, search }),
        this.#api.request('presets.folder'),
      ])
      if (asked !== this.#asked) return
      this.list = list
      this.folder = folder
      this.failure = null
    } catch (thrown) {
      if (asked === this.#asked) this.failure = failureOf(thrown)
    } finally {
      if (asked === this.#asked) this.loading = false
    }
  }

  /** Nobody looks at the list any more. */
  leave(): void {
    this.#environmentId = ''
  }

  chooseFolder(): Promise<boolean> {
    return this.#do(async () => {
      this.folder = (await this.#api.request('presets.chooseFolder')) ?? this.folder
    })
  }

  duplicate(preset: Preset, name: string): Promise<boolean> {
    const environmentId = this.#environmentId
    return this.#do(() =>
      this.#api.request('presets.duplicate', { environmentId, id: preset.id, name }),
    )
  }

  remove(preset: Preset): Promise<boolean> {
    return this.#do(() => this.#api.request('presets.remove', { id: preset.id }))
  }

  async #do(work: () => Promise<unknown>): Promise<boolean> {
    this.failure = null
    try {
      await work()
    } catch (thrown) {
      this.failure = failureOf(thrown)
      return false
    }
    if (this.#environmentId) await this.load(this.#environmentId)
    return true
  }
}
