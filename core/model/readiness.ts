import type { Observation } from './observation.ts'
import type { Dialect, EnvironmentKind } from './environment.ts'
import type { DriftFinding } from './drift.ts'
import type { ExchangeDetail } from './exchange.ts'
import type { PaymentSummary } from './payment.ts'

export type CheckVerdict = 'passed' | 'failed' | 'not-applicable' | 'needs-person'

/** Parts of the suite, in the order in which they run and are shown. */
export type CheckGroup = 'transport' | 'auth' | 'participants' | 'payload' | 'course' | 'conduct'

/** Why a verdict is what it is: a code with its values, so that it can be said in either language. */
export interface CheckReason {
  code: string
  values: Record<string, string | number>
}

/** A check as people read about it, in the language in force. */
export interface CheckInfo {
  id: string
  group: CheckGroup
  title: string
  /** What it proves. */
  proves: string
  /** How it is provoked. */
  how: string
  /** Section of docs/klavi-api.md. */
  section: string
  /** Sends something wrong on purpose; never run where sending is guarded. */
  negative: boolean
  /** Creates payments; never run where sending is guarded. */
  sends: boolean
}

/** What became of a check, with the evidence that was kept. */
export interface CheckResult {
  id: string
  verdict: CheckVerdict
  reason?: CheckReason
  /** UTC ISO times. */
  startedAt: string
  endedAt: string
  exchangeIds: string[]
  /** Payments (localId) that it sent. */
  localIds: string[]
}

/** `passed` only where nothing failed and nothing waits for a person. */
export type RunVerdict = 'passed' | 'failed' | 'needs-person'

/** A step that only a person can take, e.g. to authorise in the bank's app. */
export interface ReadinessPause {
  checkId: string
  kind: 'authorise' | 'reject'
  /** Where the person goes. */
  url?: string
  /** UTC ISO time after which the suite goes on without it. */
  until: string
  /** In the language in force. */
  instruction: string
}

/** One line of a run as it is shown. */
export interface CheckView extends CheckInfo {
  state: 'waiting' | 'running' | 'ended'
  verdict?: CheckVerdict
  /** In the language in force. */
  reason?: string
  durationMs?: number
  exchangeIds: string[]
  localIds: string[]
}

export type ReadinessCounts = Record<CheckVerdict, number>

/** One run of the suite. */
export interface ReadinessRun {
  runId: string
  environmentId: string
  environmentName: string
  environmentKind: EnvironmentKind
  origin: string
  dialect: Dialect
  startedAt: string
  endedAt?: string
  state: 'running' | 'paused' | 'ended' | 'cancelled'
  verdict?: RunVerdict
  counts: ReadinessCounts
  checks: CheckView[]
  pause?: ReadinessPause
}

/** A run that ended, as lists show it. */
export type ReadinessSummary = Pick<
  ReadinessRun,
  | 'runId'
  | 'environmentId'
  | 'environmentName'
  | 'environmentKind'
  | 'origin'
  | 'startedAt'
  | 'endedAt'
  | 'verdict'
  | 'counts'
>

/** An exchange with its bodies, as evidence: redacted, and personal data masked. */
export interface EvidenceExchange extends ExchangeDetail {
  requestBody: string
  responseBody: string
  /** Characters of the response that were left out. */
  omitted?: number
}

/** A payment of the run with everything that was observed of it. */
export interface EvidencePayment {
  payment: PaymentSummary
  observations: Observation[]
}

/** Everything that a report says; report.json is exactly this. */
export interface ReadinessReport {
  format: 'klavi-tester-readiness/1'
  reportId: string
  startedAt: string
  endedAt: string
  /** Who pressed the button, as the system names them. */
  by: string
  tool: { name: string; version: string; runtime: string; platform: string }
  environment: {
    id: string
    name: string
    kind: EnvironmentKind
    origin: string
    prefix: string
    dialect: Dialect
  }
  verdict: RunVerdict
  counts: ReadinessCounts
  checks: (CheckResult & Pick<CheckInfo, 'group' | 'section' | 'negative' | 'sends'>)[]
  payments: EvidencePayment[]
  exchanges: EvidenceExchange[]
  drift: DriftFinding[]
}

export interface ReportFiles {
  folder: string
  /** Names of the files, the manifest included. */
  files: string[]
  /** Path of the page to open. */
  page: string
  /** Of MANIFEST.sha256, lower-case hex. */
  manifestSha256: string
}

/** What two reports differ in. */
export interface ReportComparison {
  before: ReportHead
  after: ReportHead
  changes: {
    id: string
    title: string
    before: CheckVerdict | null
    after: CheckVerdict | null
    kind: 'better' | 'worse' | 'other'
  }[]
  driftAppeared: DriftFinding[]
  driftGone: DriftFinding[]
}

export interface ReportHead {
  reportId: string
  startedAt: string
  environmentName: string
  origin: string
  verdict: RunVerdict
  counts: ReadinessCounts
}
