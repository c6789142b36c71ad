/** Which credential is meant: one named set of one environment of one profile. */
export interface CredentialRef {
  profileId: string
  environmentId: string
  /** Name of the set (partner A, partner B); `default` where a person made none. */
  set: string
}

/** A credential as it lies in the keychain. `origin` binds it: it must never travel to another host. */
export interface StoredCredential {
  accessKey: string
  secretKey: string
  /** Origin it was saved for, e.g. `https://api-testing.klavi.ai`. */
  origin: string
  /** UTC ISO time with milliseconds. */
  savedAt: string
}

/**
 * Why a keychain could not do its work (closed, so that each has a sentence in `messages`):
 * - `no-bus`: no session bus, or nobody listens there (Linux)
 * - `no-secret-service`: the bus has no Secret Service and cannot start one (Linux)
 * - `no-default-keyring`: the Secret Service has no default collection to store into (Linux)
 * - `silent`: nothing answered within the limit; the child was killed
 * - `no-library`: the native module could not be loaded
 * - `child-failed`: the keychain's child process could not start, or ended in mid-call
 * - `ambiguous`: another program stored a second entry under the same name
 * - `too-long`: the platform refuses a value of this length
 * - `unreadable`: there is an entry, but not in a form that this program wrote
 * - `not-kept`: what was read back after saving differs from what was saved
 * - `failed`: anything else that the platform reported; see `detail`
 */
export type UnavailableReason =
  | 'no-bus'
  | 'no-secret-service'
  | 'no-default-keyring'
  | 'silent'
  | 'no-library'
  | 'child-failed'
  | 'ambiguous'
  | 'too-long'
  | 'unreadable'
  | 'not-kept'
  | 'failed'

export interface Unavailable {
  kind: 'unavailable'
  reason: UnavailableReason
  /** The platform's own words, for a log or a bug report; holds no secret. */
  detail?: string
}

/**
 * What a vault answers. The four refusals are never mixed up:
 * `not-found` there is surely no such entry; `unavailable` nobody can tell; `locked` the keychain
 * is locked and could not ask the person; `denied` the person was asked and refused.
 */
export type VaultAnswer<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'not-found' }
  | { kind: 'locked' }
  | { kind: 'denied' }
  | Unavailable

export type KeychainName = 'secret-service' | 'macos-keychain' | 'windows-credential-manager'

/**
 * Where credentials live now. `session`: in memory, gone when the program ends. `lost`: a keychain
 * was chosen at the start but does not answer any more (said, never papered over with memory).
 */
export type VaultBackend =
  | { kind: 'keychain'; name: KeychainName; locked: boolean }
  | { kind: 'session'; reason: UnavailableReason; detail?: string }
  | { kind: 'lost'; reason: UnavailableReason; detail?: string }

/**
 * Credentials by reference. No call throws for a keychain's refusal; a call rejects only with
 * `signal.reason` when the signal is aborted. A call on a locked keychain makes the platform ask
 * the person, and then waits for as long as they take.
 */
export interface Vault {
  /** Of one reference, where a host keeps some keys elsewhere than others. */
  readonly backend: (ref?: CredentialRef) => Promise<VaultBackend>
  get(ref: CredentialRef, signal?: AbortSignal): Promise<VaultAnswer<StoredCredential>>
  /** Saves, then reads back and compares before it says `ok`. */
  set(
    ref: CredentialRef,
    credential: StoredCredential,
    signal?: AbortSignal,
  ): Promise<VaultAnswer<null>>
  /** `not-found` where there was nothing to delete. */
  delete(ref: CredentialRef, signal?: AbortSignal): Promise<VaultAnswer<null>>
  /** Ends the keychain's child, or forgets the session's credentials. */
  close(): void
}
