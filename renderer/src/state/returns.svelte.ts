import type { Failure, ReturnListener, ReturnVisit } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import { upsert } from './upsert.ts'

/** The loopback address that a bank may send the payer back to, and who came. */
export class ReturnsState {
  listener = $state.raw<ReturnListener | null>(null)
  /** Latest first. */
  visits = $state.raw<ReturnVisit[]>([])
  failure = $state.raw<Failure | null>(null)
  busy = $state(false)
  #api: Api

  constructor(api: Api) {
    this.#api = api
    api.on('returns', (fresh) => this.#put(fresh))
    // Visits go with the payment that they belong to.
    api.on('paymentsForgotten', () => {
      if (this.visits.length > 0) void this.load()
    })
  }

  async load(): Promise<void> {
    await this.#do(async () => {
      const [listener, visits] = await Promise.all([
        this.#api.request('returns.state'),
        this.#api.request('returns.visits'),
      ])
      this.visits = visits
      return listener
    })
  }

  open(): Promise<void> {
    return this.#do(() => this.#api.request('returns.open'))
  }

  close(): Promise<void> {
    return this.#do(() => this.#api.request('returns.close'))
  }

  async #do(ask: () => Promise<ReturnListener>): Promise<void> {
    this.busy = true
    this.failure = null
    try {
      this.listener = await ask()
    } catch (thrown) {
      this.failure = failureOf(thrown)
    } finally {
      this.busy = false
    }
  }

  #put(fresh: readonly ReturnVisit[]): void {
    this.visits = upsert(this.visits, fresh, ({ id }) => id).sort((a, b) =>
      b.at.localeCompare(a.at),
    )
  }
}
