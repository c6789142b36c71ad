import type { Notice } from '../../../electron/contract/types.ts'
import type { Api } from '../api.ts'
import { upsert } from './upsert.ts'

/** What the person should know that is not the answer to what they just did. */
export class NoticesState {
  list = $state.raw<Notice[]>([])
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  async load(): Promise<void> {
    this.#api.on('notices', (added) => {
      this.list = upsert(this.list, added, (one) => one.id)
    })
    await this.refresh()
  }

  /** Also asked for after a change of language: the sentences are main's. */
  async refresh(): Promise<void> {
    this.list = await this.#api.request('notices.list')
  }

  async dismiss(id: string): Promise<void> {
    this.list = this.list.filter((one) => one.id !== id)
    await this.#api.request('notices.dismiss', { id })
  }
}
