import type { CredentialStatus, TokenStatus } from './credential.ts'

/** Which generation of Klavi's payment vocabulary an environment speaks (docs/klavi-api.md §2). */
export type Dialect = 'g1' | 'g2' | 'g3'

export type EnvironmentKind = 'simulator' | 'sandbox' | 'production' | 'custom'

/** One Klavi host and how to reach it. `origin` is `scheme://host[:port]`, without a path. */
export interface Environment {
  id: string
  kind: EnvironmentKind
  name: string
  origin: string
  /** Resource path prefix, e.g. `/payment/customer/v1` (docs/klavi-api.md §1). */
  prefix: string
  dialect: Dialect
  /** A PEM file whose certificates are trusted for this environment, besides the built-in ones. */
  caFile?: string
  /** `http://user:pass@host:port`; absent means a direct connection. */
  proxy?: string
}

/** An environment with what is known of its keys and token. */
export interface EnvironmentState extends Environment {
  credential: CredentialStatus
  token: TokenStatus | null
  /** An error code where this environment cannot be used in this run, e.g. `runtime-untrusted`. */
  blockedBy?: string
}
