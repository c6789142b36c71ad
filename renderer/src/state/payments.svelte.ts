import { SvelteMap } from 'svelte/reactivity'
import type { Failure, PaymentSummary, SendResult } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import { upsert } from './upsert.ts'

const RECENT = 60

export const isUnfinished = (payment: PaymentSummary): boolean =>
  payment.state === 'accepted' || payment.state === 'unknown' || payment.state === 'intent'

/** The payments of this profile that are on the screen, newest first. */
export class PaymentsState {
  recent = $state.raw<PaymentSummary[]>([])
  loaded = $state(false)
  error = $state.raw<Failure | null>(null)
  /** Why a send of this session created nothing, or may not have; by localId. */
  #sendErrors = new SvelteMap<string, NonNullable<SendResult['error']>>()
  #api: Api

  constructor(api: Api) {
    this.#api = api
  }

  async load(): Promise<void> {
    this.#api.on('payments', (changed) => this.put(...changed))
    this.#api.on('paymentsForgotten', (gone) => {
      this.recent = gone.includes('*')
        ? []
        : this.recent.filter(({ localId }) => !gone.includes(localId))
    })
    await this.reload()
  }

  /** What was there before an import or a clean-up is read again. */
  async reload(): Promise<void> {
    try {
      const recent = await this.#api.request('payments.list', { search: '', limit: RECENT })
      this.put(...recent)
      this.error = null
    } catch (thrown) {
      this.error = failureOf(thrown)
    } finally {
      this.loaded = true
    }
  }

  put(...changed: PaymentSummary[]): void {
    this.recent = upsert(this.recent, changed, (one) => one.localId).sort((a, b) =>
      b.createdAt.localeCompare(a.createdAt),
    )
  }

  byId(localId: string): PaymentSummary | undefined {
    return this.recent.find((one) => one.localId === localId)
  }

  sendError(localId: string): SendResult['error'] {
    return this.#sendErrors.get(localId)
  }

  sent({ payment, error }: SendResult): void {
    if (error) this.#sendErrors.set(payment.localId, error)
    this.put(payment)
  }

  /** A payment that is older than the recent ones. */
  async fetch(localId: string): Promise<PaymentSummary> {
    const payment = await this.#api.request('payments.get', { localId })
    this.put(payment)
    return payment
  }
}
