import type { Failure, Observation, PaymentSummary } from '../../../electron/contract/types.ts'
import { SvelteSet } from 'svelte/reactivity'
import { failureOf, type Api } from '../api.ts'
import type { PaymentsState } from './payments.svelte.ts'

const SLICE = 1000

/** Whether a watch that does not go on may go on: it was paused, stopped, or left by a program that ended. */
export const canResume = (payment: PaymentSummary): boolean =>
  payment.paymentId !== undefined &&
  !payment.watching &&
  (payment.paused === true || payment.state === 'stopped' || payment.state === 'accepted')

/** The status log of the payment that is on the screen; main polls, this only follows. */
export class WatchState {
  localId = $state<string | null>(null)
  log = $state.raw<Observation[]>([])
  loading = $state(false)
  busy = $state<'start' | 'stop' | 'poll' | 'pause' | 'resume' | 'interval' | 'adopt' | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** Consent pages that were opened from here: each opens once (docs/klavi-api.md §3.5). */
  readonly openedConsents = new SvelteSet<string>()
  readonly payment: PaymentSummary | undefined = $derived.by(() =>
    this.localId === null ? undefined : this.#payments.byId(this.localId),
  )
  readonly last: Observation | undefined = $derived(this.log.at(-1))
  #api: Api
  #payments: PaymentsState
  #reading: Promise<void> | null = null

  constructor(api: Api, payments: PaymentsState) {
    this.#api = api
    this.#payments = payments
    api.on('observations', (seen) => this.#append(seen))
  }

  async open(localId: string | null): Promise<void> {
    if (localId === this.localId) return
    this.localId = localId
    this.log = []
    this.failure = null
    if (localId === null) return
    this.loading = true
    try {
      if (!this.#payments.byId(localId)) await this.#payments.fetch(localId)
      await this.#readOn(localId)
    } catch (thrown) {
      if (this.localId === localId) this.failure = failureOf(thrown)
    } finally {
      if (this.localId === localId) this.loading = false
    }
  }

  start(): Promise<void> {
    return this.#act('start', async (localId) => {
      this.#payments.put(await this.#api.request('watch.start', { localId }))
    })
  }

  stop(): Promise<void> {
    return this.#act('stop', async (localId) => {
      this.#payments.put(await this.#api.request('watch.stop', { localId }))
    })
  }

  pause(): Promise<void> {
    return this.#act('pause', async (localId) => {
      this.#payments.put(await this.#api.request('watch.pause', { localId }))
    })
  }

  /** Goes on after a pause; begins anew after a stop. */
  resume(): Promise<void> {
    if (!this.payment?.paused) return this.start()
    return this.#act('resume', async (localId) => {
      this.#payments.put(await this.#api.request('watch.resume', { localId }))
    })
  }

  setInterval(intervalMs: number): Promise<void> {
    return this.#act('interval', async (localId) => {
      this.#payments.put(await this.#api.request('watch.setInterval', { localId, intervalMs }))
    })
  }

  pollNow(): Promise<void> {
    return this.#act('poll', async (localId) => {
      await this.#api.request('watch.pollNow', { localId })
    })
  }

  /** Gives a payment of unknown outcome the id that was learned elsewhere. */
  adopt(paymentId: string): Promise<void> {
    return this.#act('adopt', async (localId) => {
      this.#payments.put(await this.#api.request('payments.adopt', { localId, paymentId }))
    })
  }

  async #act(
    name: NonNullable<WatchState['busy']>,
    work: (localId: string) => Promise<void>,
  ): Promise<void> {
    const { localId } = this
    if (localId === null || this.busy) return
    this.busy = name
    this.failure = null
    try {
      await work(localId)
    } catch (thrown) {
      if (this.localId === localId) this.failure = failureOf(thrown)
    } finally {
      this.busy = null
    }
  }

  #append(seen: Observation[]): void {
    const fresh = seen.filter((one) => one.localId === this.localId && one.seq > this.#lastSeq())
    const first = fresh[0]
    if (!first || this.localId === null) return
    // What was missed between the log that was read and this event is read again, so that no row is lost.
    if (this.#reading || first.seq !== this.#lastSeq() + 1) void this.#catchUp(this.localId)
    else this.log = [...this.log, ...fresh]
  }

  async #catchUp(localId: string): Promise<void> {
    try {
      await this.#readOn(localId)
    } catch (thrown) {
      if (this.localId === localId) this.failure = failureOf(thrown)
    }
  }

  #readOn(localId: string): Promise<void> {
    const again = (this.#reading ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#readToEnd(localId))
    const reading: Promise<void> = again.finally(() => {
      if (this.#reading === reading) this.#reading = null
    })
    this.#reading = reading
    return reading
  }

  async #readToEnd(localId: string): Promise<void> {
    let more = true
    while (more && this.localId === localId) {
      const query = { localId, afterSeq: this.#lastSeq(), limit: SLICE }
      const slice = await this.#api.request('watch.log', query)
      if (this.localId !== localId) return
      if (slice.length > 0) this.log = [...this.log, ...slice]
      more = slice.length === SLICE
    }
  }

  #lastSeq(): number {
    return this.log.at(-1)?.seq ?? 0
  }
}
