import type { FaultRule, FaultState } from '../faults/rule.ts'
import type { RequestLine, SimulatorDialect } from '../options.ts'
import type { Outcome } from '../outcomes/outcome.ts'
import type { Entry } from '../payments/timeline.ts'
import type { WebhookDelivery } from '../webhooks/webhook-sender.ts'

/** What the simulator is doing, for a screen. */
export interface ControlState {
  instanceId: string
  url: string
  pageUrl: string
  dialect: SimulatorDialect
  /** Ms at speed 1 that each status of payments to come lasts. */
  stepMs: number
  /** 0 is the manual mode; else 1 to 100. */
  speed: number
  autoAuthorize: boolean
  /** Ms until consent authorises itself; null: one step. */
  consentMs: number | null
  seed: number
  recipe: string | null
  faults: FaultState[]
  nextOutcome: Outcome | null
  webhookUrl: string | null
  /** Requests served in this run. */
  served: number
  payments: number
}

/** A payment as the simulator itself sees it. */
export interface SimulatedPayment {
  id: string
  externalId: string
  flow: 'payment' | 'scheduled' | 'whitelabel'
  participantId: string
  centavos: number
  payerName: string
  outcome: Outcome
  status: string
  ended: boolean
  /** UTC ISO with ms; when the next status comes by itself. */
  nextAt: string | null
  timeline: (Omit<Entry, 'at'> & { at: string })[]
}

export interface ControlSettings {
  dialect?: SimulatorDialect
  stepMs?: number
  speed?: number
  autoAuthorize?: boolean
  consentMs?: number | null
  webhookUrl?: string | null
}

/** Drives a running simulator, from its own process or (client.ts) from another one. */
export interface SimulatorControl {
  state(): Promise<ControlState>
  /** Rejects with a RangeError for values out of bounds. */
  configure(settings: ControlSettings): Promise<ControlState>
  /** Newest first. */
  listPayments(): Promise<SimulatedPayment[]>
  /** Moves a payment on by one status. Rejects when there is no such payment. */
  step(id: string): Promise<SimulatedPayment>
  decide(id: string, decision: 'authorize' | 'reject'): Promise<SimulatedPayment>
  cancel(id: string): Promise<SimulatedPayment>
  /** Replaces all rules and leaves any recipe. */
  setFaults(faults: FaultRule[]): Promise<ControlState>
  /** By name or title; null clears faults and the next payment's outcome. */
  setRecipe(name: string | null): Promise<ControlState>
  /** For the payment that comes next; null takes the pick back. */
  setNextOutcome(outcome: Outcome | null): Promise<ControlState>
  /** Lines of the request log after `seq` (default 0: all that are kept), oldest first. */
  requests(after?: number): Promise<RequestLine[]>
  webhooks(): Promise<WebhookDelivery[]>
  /**
   * Takes the simulator for one caller, for so many ms: nothing goes on by itself, and webhooks go to `webhookUrl`.
   * Asked again, the same holder has it longer; false where another one has it. What is set meanwhile holds afterwards.
   */
  hold(holder: string, webhookUrl: string | null, forMs: number): Promise<boolean>
  /** Gives it back, as it was. */
  release(holder: string): Promise<void>
  /** Every token given out so far is worth nothing any more. */
  revokeTokens(): Promise<void>
}
