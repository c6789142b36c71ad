import type { Socket } from 'node:net'
import type { Hold } from './control/hold.ts'
import type { FaultEngine } from './faults/fault-engine.ts'
import type { AccessTokens } from './http/access-tokens.ts'
import type { RequestLog } from './http/request-log.ts'
import type { SimulatorDialect } from './options.ts'
import type { Outcome } from './outcomes/outcome.ts'
import type { PaymentBook } from './payments/payment-book.ts'
import type { Identity } from './state/identity.ts'
import type { ControlKeeper } from './state/kept-control.ts'
import type { WebhookSender } from './webhooks/webhook-sender.ts'

/** What may be changed while the simulator runs. */
export interface SandboxSettings {
  dialect: SimulatorDialect
  /** Ms at speed 1 that each status lasts. */
  stepMs: number
  autoAuthorize: boolean
  /** Ms until consent authorises itself; null: one step. */
  consentMs: number | null
}

/** What was changed by hand, as the next start finds it. */
export type ChangedSettings = Partial<SandboxSettings & { webhookUrl: string | null }>

/** Everything that the routes of one running simulator share. */
export interface Sandbox {
  folder: string
  identity: Identity
  book: PaymentBook
  tokens: AccessTokens
  settings: SandboxSettings
  changed: ChangedSettings
  kept: ControlKeeper
  /** Origins, without trailing slash, of the API and of the pages for browsers. */
  origins: { api: string; pages: string }
  faults: FaultEngine
  /** The faults came with the start, for this run only. */
  faultsOfThisRun: boolean
  /** Name of the recipe whose faults are set, if any. */
  recipe: string | null
  requests: RequestLog
  webhooks: WebhookSender
  /** While set and not over, every API call answers this HTTP status. */
  outage: { httpStatus: 429 | 504; until: number } | null
  /** Somebody has it for itself, e.g. a readiness run. */
  hold: Hold | null
  /** Settles with the last taking or giving back that is under way; never rejects. */
  holdTurn: Promise<unknown>
  /** Picked by hand for the payment that comes next. */
  nextOutcome: Outcome | null
  resetConnection(socket: Socket): void
  closeIdleConnections(): void
  /** Epoch ms. */
  now(): number
}
