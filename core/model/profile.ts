import type { Environment } from './environment.ts'

/** What a person changed of a built-in environment. */
export type BuiltInChange = Partial<
  Pick<
    Environment,
    'origin' | 'prefix' | 'dialect' | 'exchange' | 'variables' | 'colour' | 'credentialSet'
  >
>

/** What the settings remember of one set of keys: where it lies and what it is bound to, nothing secret. */
export interface RememberedSet {
  /** e.g. `secret-service`. */
  keptIn: string
  fingerprint?: string
  origin: string
  /** UTC ISO time. */
  savedAt: string
}

/** What settings.json holds besides the preferences. */
export interface ProfileData {
  /** Environments that the person added, in their order. */
  environments: Environment[]
  /** By id of a built-in environment. */
  builtIns: Record<string, BuiltInChange>
  /** By environment id, then by the set's name. */
  credentials: Record<string, Record<string, RememberedSet>>
}
