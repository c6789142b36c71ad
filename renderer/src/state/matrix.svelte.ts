import type { Failure, MatrixPlan, MatrixRun } from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'

/** The latest series of payments that differ in one field; main sends them, this only follows. */
export class MatrixState {
  run = $state.raw<MatrixRun | null>(null)
  failure = $state.raw<Failure | null>(null)
  busy = $state(false)
  #api: Api

  constructor(api: Api) {
    this.#api = api
    api.on('matrix', (run) => (this.run = run))
  }

  async load(): Promise<void> {
    await this.#do(() => this.#api.request('matrix.current'))
  }

  start(plan: MatrixPlan): Promise<void> {
    return this.#do(() => this.#api.request('matrix.start', plan))
  }

  async cancel(): Promise<void> {
    const { run } = this
    if (run) await this.#do(() => this.#api.request('matrix.cancel', { id: run.id }))
  }

  async #do(ask: () => Promise<MatrixRun | null>): Promise<void> {
    this.busy = true
    this.failure = null
    try {
      this.run = await ask()
    } catch (thrown) {
      this.failure = failureOf(thrown)
    } finally {
      this.busy = false
    }
  }
}
