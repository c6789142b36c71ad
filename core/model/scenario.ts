import type { PaymentOutcome } from './observation.ts'
import type { OrderVerdict } from './payment.ts'

/** What a scenario wants to be true of its payment; what is absent is not looked at. */
export interface ScenarioExpectation {
  /** The last status. */
  status?: string
  /** `kept` or, where a short state may be missed by a poll, `skipped`. */
  order?: OrderVerdict
  /** Seconds from the POST until the payment ends. */
  within?: number
  /** Milliseconds that no call may exceed. */
  latency?: number
  /** A refusal, or the reason of a bad end. */
  error?: { http?: number; code?: string }
}

/** One payment and what is expected of it (docs/scenario.schema.json). */
export interface Scenario {
  name: string
  /** Name or id of an environment, never an address. */
  environment: string
  /** Id or name of a bank. */
  participant?: string
  /** The wire body; `{{variables}}` as in payloads. */
  payload?: Record<string, unknown>
  /** Name of a preset instead of a payload. */
  preset?: string
  /** Changes by dotted path; null removes the field. */
  set: Record<string, unknown>
  /** Values of `{{var.NAME}}`. */
  variables: Record<string, string>
  expect: ScenarioExpectation
}

export interface ScenarioProblem {
  /** Dotted path in the file; empty for the whole. */
  path: string
  message: string
}

/** A scenario file of the profile. */
export interface ScenarioFile {
  /** File name without its ending. */
  name: string
  /** File name as it lies in the folder; two files may differ in their ending only. */
  file: string
  text: string
  scenarios: Scenario[]
  problems: ScenarioProblem[]
}

export interface ScenarioResult {
  /** Of the file, or whatever the host calls its source. */
  source: string
  name: string
  verdict: 'passed' | 'failed'
  /** Why it failed, in the language in force. */
  reasons: string[]
  outcome?: PaymentOutcome
  localId?: string
  /** Code of the error where nothing was sent. */
  errorCode?: string
  /** What to do about that error. */
  hint?: string
  durationMs: number
}

/** A run of scenarios as it stands now. */
export interface ScenarioRun {
  runId: string
  startedAt: string
  endedAt?: string
  state: 'running' | 'ended' | 'cancelled'
  total: number
  results: ScenarioResult[]
  /** Names of those under way. */
  running: string[]
}
