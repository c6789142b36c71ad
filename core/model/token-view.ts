import type { TokenStatus } from './credential.ts'

export type TokenPolicy = 'per-payment' | 'reuse'

/** A token that this process holds, decoded and never trusted. Its signature, and the token itself, stay in the core. */
export interface HeldToken extends TokenStatus {
  /** UTC ISO time from which the next call takes a fresh one first. */
  refreshAt: string
  /** Null where the token is no JWT. Redacted. */
  header: Record<string, unknown> | null
  claims: Record<string, unknown> | null
  /** A payment was begun with it, so that the next one takes another under the policy `per-payment`. */
  used: boolean
}

/** What is known of an environment's tokens. */
export interface TokenView {
  environmentId: string
  policy: TokenPolicy
  /** Whose choice the policy is. */
  policyFrom: 'environment' | 'dialect'
  /** The environment's own token, or null. */
  own: HeldToken | null
  /** Those of the payments that this process sends or watches. */
  payments: (HeldToken & { localId: string })[]
  /**
   * The server's clock minus this machine's, in milliseconds, by the Date header of the last reply; exact to about a
   * second. Absent where no reply had one.
   */
  clockSkewMs?: number
  /** UTC ISO time of that reply. */
  clockSkewAt?: string
}
