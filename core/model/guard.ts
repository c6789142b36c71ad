/** What is known of the sandbox's readiness reports, as the guard reads it. */
export type ReadinessGate = (
  | { state: 'missing' }
  /** `at`: UTC ISO time of the report; `ageDays`: whole days since, below 0 where it is from the future. */
  | { state: 'passed' | 'expired'; at: string; ageDays: number; reportId: string }
) & {
  /** The newest run against the sandbox, whatever it came to; absent where there was none. */
  latest?: { at: string; verdict: 'passed' | 'failed' }
}

/** The readiness gate left aside on purpose, for as long as the environment stays unlocked. */
export interface ReadinessOverride {
  /** Typed out by the person. */
  reason: string
  /** UTC ISO time. */
  at: string
}

/** How the guard of a production-like environment stands. Only this process's memory knows; a restart locks. */
export interface GuardState {
  locked: boolean
  /** UTC ISO times. */
  unlockedAt?: string
  /** When it locks by itself, unless something is done before. */
  locksAt?: string
  readiness: ReadinessGate
  override?: ReadinessOverride
}

/** The amount that the person typed to confirm a send. */
export interface SendConfirmation {
  /** Reais as people type them, e.g. `48,00`. */
  typedAmount: string
}

export type GuardEventKind = 'unlocked' | 'locked' | 'auto-locked' | 'override' | 'sent'

/** One line of the guard's log, in the journal. */
export interface GuardEvent {
  id: number
  /** UTC ISO time. */
  at: string
  environmentId: string
  environmentName: string
  kind: GuardEventKind
  /** Of an override, and of what was sent by one. */
  reason?: string
  /** Of a `sent` event. */
  localId?: string
}
