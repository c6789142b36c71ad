import type { Failure, Page } from '../../../electron/contract/types.ts'
import { failureOf } from '../api.ts'

const PAGE = 200

/** Answers the rows from `offset`; main hands out no more than it wants at once. */
export type ReadPage<Row> = (offset: number, limit: number) => Promise<Page<Row>>

/**
 * A list of any length that lives in the journal: its length is known at once, its rows come as they are looked at. A
 * row that was not read yet is null.
 */
export class PagedRows<Row> {
  rows = $state.raw<(Row | null)[]>([])
  /** False until the first answer. */
  loaded = $state(false)
  failure = $state.raw<Failure | null>(null)
  #read: ReadPage<Row> = () => Promise.resolve({ rows: [], offset: 0, total: 0 })
  #asked = new Set<number>()
  /** Answers of an earlier question are dropped. */
  #question = 0

  get total(): number {
    return this.rows.length
  }

  /** Another question: what is shown stays until its first rows come. */
  async ask(read: ReadPage<Row>): Promise<void> {
    this.#read = read
    this.#question += 1
    this.#asked = new Set([0])
    await this.#page(0, true)
  }

  /** The same question again, because the journal has moved on; what is shown stays until the answer. */
  again(): Promise<void> {
    return this.ask(this.#read)
  }

  /** Reads what is missing between two places of the list. */
  want(first: number, end: number): void {
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page += 1) {
      if (this.#asked.has(page) || page * PAGE >= this.rows.length) continue
      this.#asked.add(page)
      void this.#page(page, false)
    }
  }

  /** Puts changed rows in their places, and new ones at the end where `add` says so. */
  put(changed: readonly Row[], key: (row: Row) => string, add = false): void {
    if (changed.length === 0) return
    const fresh = new Map(changed.map((row) => [key(row), row]))
    const rows = this.rows.map((row) => {
      if (row === null) return row
      const found = fresh.get(key(row))
      if (found !== undefined) fresh.delete(key(row))
      return found ?? row
    })
    this.rows = add ? [...rows, ...fresh.values()] : rows
  }

  async #page(page: number, first: boolean): Promise<void> {
    const question = this.#question
    try {
      const { rows, total } = await this.#read(page * PAGE, PAGE)
      if (question !== this.#question) return
      const kept = first ? [] : this.rows.slice(0, total)
      const all: (Row | null)[] = kept.concat(
        Array<null>(Math.max(0, total - kept.length)).fill(null),
      )
      rows.forEach((row, index) => (all[page * PAGE + index] = row))
      this.rows = all
      this.failure = null
      this.loaded = true
    } catch (thrown) {
      if (question !== this.#question) return
      this.#asked.delete(page)
      this.failure = failureOf(thrown)
    }
  }
}
