import type { Notice } from '../../../electron/contract/types.ts'
import type { Api } from '../api.ts'
import { upsert } from './upsert.ts'

/** What the person should know that is not the answer to what they just did. */
export class NoticesState {
  list = $state.raw<Notice[]>([])
  /** Dismissed and taken back: main has forgotten them. */
  #restored: Notice[] = []
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  async load(): Promise<void> {
    this.#api.on('notices', (added) => {
      const over = new Set(added.filter(({ gone }) => gone === true).map(({ id }) => id))
      const here = added.filter(({ gone }) => gone !== true)
      const left = this.list.filter(({ id }) => !over.has(id))
      this.#restored = this.#restored.filter(({ id }) => !over.has(id))
      this.list = upsert(left, here, (one) => one.id)
    })
    await this.refresh()
  }

  /** Also asked for after a change of language: the sentences are main's. */
  async refresh(): Promise<void> {
    this.list = upsert(await this.#api.request('notices.list'), this.#restored, (one) => one.id)
  }

  async dismiss(id: string): Promise<void> {
    this.list = this.list.filter((one) => one.id !== id)
    this.#restored = this.#restored.filter((one) => one.id !== id)
    await this.#api.request('notices.dismiss', { id })
  }

  /** Undoes a dismissal, for as long as this window is open. */
  restore(notice: Notice): void {
    this.#restored.push(notice)
    this.list = upsert(this.list, [notice], (one) => one.id)
  }
}
