/** Where secrets are kept: the system's keychain, or only the memory of this process. */
export interface VaultStatus {
  /** `unknown` until the keychain has answered for the first time; `lost` where it answered once and does not any more. */
  kind: 'keychain' | 'session' | 'lost' | 'unknown'
  /** e.g. `secret-service`, `macos-keychain`; without a keychain, why there is none. */
  detail: string
}

/** How the last auth call with a set of keys ended. */
export interface CredentialResult {
  /** UTC ISO time. */
  at: string
  ok: boolean
  /** The error code of a failed one. */
  code?: string
}

/**
 * - `checking`: the keychain has not answered yet; an `environments` event follows
 * - `stored`, `session`: there are keys, in the keychain or in memory only
 * - `absent`: there surely are none
 * - `lost`: the settings remember keys that the keychain does not have (any more), or that lie in another keychain
 * - `foreign`: something lies there that this program did not write
 * - `locked`, `denied`, `unavailable`: the keychain's own answers
 */
export type CredentialState =
  | 'checking'
  | 'absent'
  | 'stored'
  | 'session'
  | 'lost'
  | 'foreign'
  | 'locked'
  | 'denied'
  | 'unavailable'

/**
 * What may be known outside the vault about one set of an environment's keys. Never holds a secret: `fingerprint` is the
 * last four characters of the accessKey.
 */
export interface CredentialStatus {
  state: CredentialState
  /** Name of the set (partner A, partner B); `default` where nobody made another. */
  set: string
  fingerprint?: string
  /** UTC ISO time. */
  savedAt?: string
  /** The origin that the keys are bound to; they are sent to no other. */
  origin?: string
  /** True where the environment's origin is another one by now: the person must confirm it before the keys are used. */
  unconfirmed?: boolean
  /** UTC ISO time of the last auth call with these keys. */
  lastUsedAt?: string
  lastResult?: CredentialResult
  /** With `lost`: the keychain that held them, e.g. `secret-service`. */
  keptIn?: string
  vault: VaultStatus
}

/** One of an environment's named sets. */
export interface CredentialSet extends CredentialStatus {
  /** The one that the environment's calls use. */
  active: boolean
}

/** What a test of keys, a real auth call, came to. */
export interface CredentialTest {
  set: string
  ok: boolean
  /** UTC ISO time. */
  at: string
  latencyMs: number
  /** Of the token that was obtained (and, for a set that is not the active one, thrown away). */
  token?: TokenStatus
  error?: { code: string; message: string; hint: string }
}

/** Where in a pasted text a value stands: `text.slice(start, end)`. */
export interface TextSpan {
  start: number
  end: number
}

/** The keys in a pasted JSON or `.env` snippet, by their places: the text itself does not travel back. */
export interface SnippetFinding {
  accessKey: TextSpan | null
  secretKey: TextSpan | null
}

/** The environment's own token; the token itself never leaves the core. */
export interface TokenStatus {
  /** UTC ISO times. */
  obtainedAt: string
  expiresAt: string
  /** Where the lifetime was read (docs/klavi-api.md §3.1), in order of trust. */
  source: 'expireIn' | 'expire' | 'jwt-exp' | 'assumed'
}
