import type { CredentialStatus, TokenStatus } from './credential.ts'

/** Which generation of Klavi's payment vocabulary an environment speaks (docs/klavi-api.md §2). */
export type Dialect = 'g1' | 'g2' | 'g3'

export type EnvironmentKind = 'simulator' | 'sandbox' | 'production' | 'custom'

/** How the proxy of an environment is found. */
export type ProxyMode = 'system' | 'none' | 'url'

/**
 * How an environment is reached and asked, as far as it differs from the usual. Files are named by their paths and read
 * at use; no secret stands here (a proxy's password and a key's passphrase live in the vault).
 */
export interface ExchangeSettings {
  /** A PEM file whose certificates are trusted for this environment, besides the built-in ones. */
  caFile?: string
  /** Whether the authorities that the system trusts are trusted, too. */
  systemTrust?: boolean
  /** PEM certificate with its key's file, or a PFX alone. */
  clientCertificate?: { certFile: string; keyFile?: string }
  proxyMode?: ProxyMode
  /** With `url`: `http://`, `https://`, `socks5://` or `socks5h://`, `user@` allowed, never a password. */
  proxyUrl?: string
  /** Hosts that are reached directly, as NO_PROXY says it. */
  noProxy?: string
  /** Content types instead of those that the guide asks for (docs/klavi-api.md §1). */
  contentTypes?: { GET?: string; POST?: string }
  /** Milliseconds by phase, where they differ from the settings' own. */
  timeoutsMs?: { connect?: number; tls?: number; firstByte?: number; total?: number }
  /** Bytes of a decompressed body that are read at most. */
  largestBodyBytes?: number
  /** A fresh token for each payment, or the environment's own again; absent: as the dialect does (G1: fresh). */
  tokenPolicy?: 'per-payment' | 'reuse'
}

/** One Klavi host and how to reach it. `origin` is `scheme://host[:port]`, without a path. */
export interface Environment {
  id: string
  kind: EnvironmentKind
  name: string
  origin: string
  /** Resource path prefix, e.g. `/payment/customer/v1` (docs/klavi-api.md §1). */
  prefix: string
  dialect: Dialect
  /** Accent of a custom environment, `#rrggbb`. */
  colour?: string
  /** A custom environment that is guarded as production is. */
  risky?: boolean
  exchange?: ExchangeSettings
  /** Name of the credential set in use; absent: `default`. */
  credentialSet?: string
  /** `{{var.NAME}}` in payloads. No secrets. */
  variables?: Record<string, string>
}

/** An environment with what is known of its keys and token. */
export interface EnvironmentState extends Environment {
  credential: CredentialStatus
  token: TokenStatus | null
  /** An error code where this environment cannot be used in this run, e.g. `runtime-untrusted`. */
  blockedBy?: string
}
