/*
 * The embedded simulator as the window sees it. The simulator shares nothing with the core, so these types stand here; its
 * own are checked against them where electron/main maps one to the other.
 */

export type SimulatorDialect = 'g1' | 'g2' | 'g3'

/** What is to become of a payment. */
export type SimulatorOutcome =
  | { kind: SimulatorPlainOutcome }
  | { kind: 'consent-rejected' | 'payment-rejected' | 'error'; code: string }
  | { kind: 'stuck'; at: string }
  | { kind: 'unknown-status'; status: string }
  /** The POST itself is answered 422. */
  | { kind: 'refused'; code: string | null }
  | { kind: 'outage'; httpStatus: 429 | 504 }

export type SimulatorPlainOutcome =
  | 'completed'
  | 'canceled'
  | 'expired'
  | 'consent-unanswered'
  | 'held'
  | 'partially-accepted'
  | 'scheduled'
  | 'skipped'
  | 'out-of-order'
  | 'regressed'
  | 'flips-back'
  | 'long-way'

/** A way to misbehave. Times in ms (`…S` and `seconds` in seconds), sizes in bytes. */
export type SimulatorFault =
  | { kind: 'latency'; ms: number; jitterMs?: number }
  | { kind: 'bandwidth'; bytesPerSecond: number }
  | { kind: 'slow-drip'; bytes: number; everyMs: number }
  | { kind: 'hang'; where: 'before-headers' | 'mid-body' }
  | { kind: 'reset'; when: 'before-processing' | 'after-processing' | 'mid-body' }
  | {
      kind: 'status'
      httpStatus: number
      retryAfterS?: number
      body?: 'envelope' | 'ofb' | 'html' | 'empty'
    }
  | { kind: 'status-after'; httpStatus: number }
  | { kind: 'truncated-json' }
  | { kind: 'invalid-json' }
  | { kind: 'content-type'; value: string }
  | { kind: 'bom' }
  | { kind: 'huge-body'; bytes: number }
  | { kind: 'duplicate-headers' }
  | { kind: 'redirect'; location: string; httpStatus?: 301 | 302 | 303 | 307 | 308 }
  | { kind: 'certificate'; problem: 'expired' | 'self-signed' | 'wrong-host' }
  | { kind: 'revoke-tokens' }
  | { kind: 'clock-skew'; seconds: number }
  | { kind: 'drift'; change: 'rename' | 'remove' | 'add' | 'retype'; field: string; to?: string }
  | { kind: 'echo-secrets' }

export type SimulatorFaultKind = SimulatorFault['kind']

export interface SimulatorFaultRule {
  /** A route's name, or `*` for every one. */
  route: SimulatorRoute | '*'
  fault: SimulatorFault
  /** 0 to 1; default 1. */
  probability?: number
  /** Lets this many matching requests pass first. */
  skip?: number
  /** Fires at most this often. */
  count?: number
  /** Ends this long after it was set. */
  durationMs?: number
}

export type SimulatorRoute =
  | 'auth'
  | 'participants'
  | 'create-payment'
  | 'get-payment'
  | 'payment-status'
  | 'cancel-payment'
  | 'create-scheduled'
  | 'get-scheduled'
  | 'whitelabel'
  | 'logo'
  | 'consent'
  | 'control'
  | 'unknown'

/** A rule with what became of it. */
export interface SimulatorFaultState {
  rule: SimulatorFaultRule
  /** Requests that it could have hit. */
  matched: number
  /** Requests that it hit. */
  fired: number
  /** It will hit nothing any more. */
  spent: boolean
}

export type SimulatorStatus = { running: false } | SimulatorRunning

export interface SimulatorRunning {
  running: true
  /** False when another program of this profile hosts it. */
  hostedHere: boolean
  url: string
  /** Path of the CA's PEM file; null without TLS. */
  caFile: string | null
  dialect: SimulatorDialect
  /** Ms at speed 1 that each status of payments to come lasts. */
  stepMs: number
  /** 0: by hand only; else 1 to 100. */
  speed: number
  autoAuthorize: boolean
  /** Ms until consent authorises itself; null: one step. */
  consentMs: number | null
  /** Name of the recipe in force. */
  recipe: string | null
  faults: SimulatorFaultState[]
  /** Picked for the payment that comes next. */
  nextOutcome: SimulatorOutcome | null
  /** Where it sends its webhooks, on loopback; null: nowhere. */
  webhookUrl: string | null
  /** Requests served in its present run. */
  served: number
  /** Payments that it holds. */
  payments: number
}

export interface SimulatorSettings {
  dialect?: SimulatorDialect
  stepMs?: number
  speed?: number
  autoAuthorize?: boolean
  consentMs?: number | null
  webhookUrl?: string | null
}

/** A status of a payment. `at` is UTC ISO with ms; null for one to come whose time is not known yet. */
export interface SimulatorMoment {
  status: string
  at: string | null
  /** The rejection or error code that it carries. */
  reason?: string
}

/** A payment as the simulator itself sees it. */
export interface SimulatorPayment {
  id: string
  externalId: string
  centavos: number
  payerName: string
  outcome: SimulatorOutcome
  status: string
  /** The payer is being asked. */
  awaitingConsent: boolean
  ended: boolean
  /** When the next status comes by itself; null when none will. */
  nextAt: string | null
  passed: SimulatorMoment[]
  /** What its outcome has in store, if nothing is done to it. */
  coming: SimulatorMoment[]
}

export type SimulatorAction = 'step' | 'authorize' | 'reject' | 'cancel'

/** One served request, without anything secret. */
export interface SimulatorRequest {
  /** Counts up from 1 in each run of the simulator. */
  seq: number
  /** UTC ISO with ms. */
  at: string
  method: string
  path: string
  /** Absent when the connection was cut before any answer. */
  status?: number
  latencyMs: number
  /** Kinds of the faults that it suffered, joined by `+`. */
  fault?: string
}

/** One value that a kind of fault takes. */
export type SimulatorFaultParameter = { name: string; optional: boolean } & (
  | { type: 'number'; initial: number | null }
  | { type: 'text'; initial: string }
  | { type: 'choice'; options: (string | number)[] }
)

/** All that can be chosen from. */
export interface SimulatorCatalogue {
  amounts: { centavos: number; outcome: SimulatorOutcome; source: 'ofb' | 'simulator' }[]
  payers: { cpf: string; outcome: SimulatorOutcome }[]
  /** Titles and descriptions in English, for recipes that the catalogues of messages do not know yet. */
  recipes: {
    name: string
    title: string
    description: string
    faults: SimulatorFaultRule[]
    outcome: SimulatorOutcome | null
  }[]
  faultKinds: { kind: SimulatorFaultKind; parameters: SimulatorFaultParameter[] }[]
  routes: SimulatorRoute[]
}
