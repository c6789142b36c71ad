/** Where secrets are kept: the system's keychain, or only the memory of this process. */
export interface VaultStatus {
  kind: 'keychain' | 'session'
  /** e.g. `secret-service`, `macos-keychain`; for a session vault, why there is no keychain. */
  detail: string
}

/**
 * What may be known outside the vault about an environment's credential. Never holds a secret:
 * `fingerprint` is the last four characters of the accessKey.
 */
export interface CredentialStatus {
  state: 'absent' | 'stored' | 'session' | 'locked' | 'denied' | 'unavailable'
  fingerprint?: string
  /** UTC ISO time. */
  savedAt?: string
  vault: VaultStatus
}

/** The environment's own token; the token itself never leaves the core. */
export interface TokenStatus {
  /** UTC ISO times. */
  obtainedAt: string
  expiresAt: string
  /** Where the lifetime was read (docs/klavi-api.md §3.1), in order of trust. */
  source: 'expireIn' | 'expire' | 'jwt-exp' | 'assumed'
}
