import type { dialectIds } from '../../shared/dialects.ts'
import type { CredentialStatus, TokenStatus } from './credential.ts'
import type { GuardState } from './guard.ts'

/** Which generation of Klavi's payment vocabulary an environment speaks (docs/klavi-api.md §2). */
export type Dialect = (typeof dialectIds)[number]

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
  /** Present where sending is guarded: production, and environments that are treated like it. */
  guard?: GuardState
  /** True for a built-in one that was edited and can be reset. */
  edited?: boolean
  /** The host as people read it, where `origin` holds its ASCII form (`xn--…`). */
  unicodeHost?: string
}

/** The form of an environment. `id` and `kind` are never typed. */
export interface EnvironmentDraft {
  name: string
  origin: string
  prefix: string
  dialect: Dialect
  /** `#rrggbb`; absent: none. */
  colour?: string
  risky?: boolean
  exchange?: ExchangeSettings
  variables?: Record<string, string>
}

export type EnvironmentField = keyof EnvironmentDraft

/** One finding about a typed environment. Errors keep it from being saved. */
export interface EnvironmentIssue {
  field: EnvironmentField
  severity: 'error' | 'warning'
  code: string
  /** In the person's language. */
  message: string
}

/** A typed environment, judged; `origin` is what would be called. */
export interface EnvironmentCheck {
  issues: EnvironmentIssue[]
  saveable: boolean
  /** The origin as it is used, ASCII; absent where it cannot be read. */
  origin?: string
  /** The host as people read it, where it differs from its ASCII form. */
  unicodeHost?: string
  /** True where sending there is guarded, flagged or not: production's own host. */
  guarded: boolean
}

/** What of an environment may be edited; a built-in one keeps its name and, except for the sandbox, its origin. */
export interface EditableFields {
  fields: EnvironmentField[]
  /** The origins that may be chosen, where it is a choice. */
  origins?: string[]
}

/** What goes with an environment that is deleted, and what stays. */
export interface EnvironmentRemoval {
  environmentId: string
  name: string
  /** Names of its sets of keys, which are deleted from the vault. */
  credentialSets: string[]
  /** Payments being watched, which are watched no longer. */
  watches: number
  /** True where a typed payment form is lost. */
  draft: boolean
  /** Payments that stay in the history. */
  payments: number
}

export type ConnectionStepName = 'dns' | 'tcp' | 'proxy' | 'tls' | 'http'

/** One step of a connection test, in order. */
export interface ConnectionStep {
  name: ConnectionStepName
  state: 'ok' | 'failed' | 'skipped'
  /** Milliseconds of this step alone. */
  ms?: number
  /** Facts for people: the address, the TLS version and certificate, the HTTP status. */
  detail?: string
}

/** What a connection test found. No key and no token is sent. */
export interface ConnectionTest {
  environmentId: string
  origin: string
  /** UTC ISO time. */
  at: string
  ok: boolean
  totalMs: number
  steps: ConnectionStep[]
  error?: { code: string; message: string; hint: string }
}

/** One environment of an exported file, as it would be taken in. */
export interface ImportCandidate {
  /** Its place in the file. */
  index: number
  name: string
  origin: string
  unicodeHost?: string
  dialect: Dialect
  /** Whether sending there would be guarded. */
  guarded: boolean
  /** The name it would get, where its own is taken. */
  newName?: string
  /** `edits` changes a built-in environment, `adds` makes a new one, `refused` for the issues' sake. */
  does: 'adds' | 'edits' | 'refused'
  issues: EnvironmentIssue[]
}

/** Secrets of the way to a host, kept in the vault: the proxy's password, the passphrase of the client key. */
export type ExchangeSecret = 'proxy-password' | 'key-passphrase'
