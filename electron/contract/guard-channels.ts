import type { GuardEvent, GuardState } from './types.ts'

/** The guard of production-like environments; its state lives in main only. */
export interface GuardRequests {
  /** Null where this environment is not guarded. */
  'guard.state': { input: { environmentId: string }; output: GuardState | null }
  /** By typing the environment's name; fails with `guard-name`. */
  'guard.unlock': { input: { environmentId: string; typedName: string }; output: GuardState }
  /** All of them where none is named. */
  'guard.lock': { input: { environmentId: string | null }; output: null }
  /** Leaves the readiness gate aside until it locks again; fails with `override-reason` where the reason is too short. */
  'guard.override': { input: { environmentId: string; reason: string }; output: GuardState }
  /** Latest first. */
  'guard.log': { input: { environmentId: string | null; limit: number }; output: GuardEvent[] }
}
