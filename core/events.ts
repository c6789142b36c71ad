import type { ExchangeSummary } from './model/exchange.ts'
import type { Notice } from './model/notice.ts'
import type { Observation } from './model/observation.ts'
import type { PostIntent } from './model/payment-details.ts'
import type { MatrixRun, PresetFolder, ReturnVisit } from './model/payload.ts'
import type { PaymentSummary } from './model/payment.ts'
import type { InboxState, WebhookRecord } from './model/webhook.ts'
import type { ReadinessRun } from './model/readiness.ts'
import type { ScenarioRun } from './model/scenario.ts'

/** What the core tells its host, each after it was journalled. */
export interface CoreEvents {
  exchange: ExchangeSummary
  observation: Observation
  payment: PaymentSummary
  /** Keys or token of this environment changed. */
  environment: { environmentId: string }
  environmentRemoved: { environmentId: string }
  /** Replies of this environment differed from their documentation. */
  drift: { environmentId: string }
  /** A POST that creates no payment began or ended. */
  post: PostIntent
  /** A matrix send went on: the whole run. */
  matrix: MatrixRun
  /** The folder of presets is another, or its files changed. */
  presets: PresetFolder
  /** A payer came back from the bank. */
  return: ReturnVisit
  /** Payments that are in the journal no more. */
  forgotten: { localIds: string[]; everything?: true }
  /** A webhook arrived. */
  webhook: WebhookRecord
  inbox: InboxState
  /** A readiness run as it stands now. */
  readiness: ReadinessRun
  /** A run of scenarios as it stands now. */
  scenarios: ScenarioRun
  notice: Notice
  /** True while the system's keychain waits for the person. */
  vaultWaiting: boolean
}

export type CoreListener = <K extends keyof CoreEvents>(name: K, payload: CoreEvents[K]) => void

/** One publisher, any number of listeners; a listener that throws does not keep the others from hearing. */
export class Publisher {
  #listeners = new Set<CoreListener>()

  subscribe(listener: CoreListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  publish<K extends keyof CoreEvents>(name: K, payload: CoreEvents[K]): void {
    for (const listener of this.#listeners) {
      try {
        listener(name, payload)
      } catch (error) {
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
}
