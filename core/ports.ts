import type { SpawnDesk } from './evidence/bodies/desk-protocol.ts'
import type { Redactor } from './evidence/redactor.ts'
import type { Wire, WireTimeouts } from './klavi/http/wire.ts'
import type { RetrySettings } from './klavi/retries.ts'
import type { ProfileData } from './model/profile.ts'
import type { Settings } from './model/settings.ts'
import type { Vault } from './vault/vault.ts'

/** Wall clock for what is stored and shown, monotonic clock for what is measured; timers that a test can drive. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds from an arbitrary start, never going back. */
  monotonic(): number
  /** Runs once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void
}

export interface RandomSource {
  /** A version 4 UUID. */
  uuid(): string
  /** 0 ≤ x < 1. */
  fraction(): number
}

/** Settings of the profile, shared by app and command line (docs/cli.md). */
export interface SettingsPort {
  /** UUID of the profile, made once. */
  readonly profileId: string
  get(): Settings
  /** Resolves to the settings then in force; never rejects (see core/settings). */
  set(change: Partial<Settings>): Promise<Settings>
  /** Environments and what is remembered of keys; also what another process of the profile wrote meanwhile. */
  data(): ProfileData
  /**
   * A read-modify-write of them; `change` is pure and may be called more than once. In force at once; never rejects.
   */
  update(change: (data: ProfileData) => ProfileData): Promise<ProfileData>
}

/** What the core needs to reach the embedded simulator, wherever it is hosted. */
export interface SimulatorAddress {
  url: string
  /** PEM. */
  ca: string
  accessKey: string
  secretKey: string
}

/** The part of the simulator's control (simulator/control) by which a suite sees order and consent without luck. */
export interface SimulatorSteps {
  /**
   * Takes it for one caller, for so many ms: nothing goes on by itself, and webhooks go to `webhookUrl`. Asked again, it
   * lasts longer; false where another caller has it.
   */
  hold(holder: string, webhookUrl: string, forMs: number): Promise<boolean>
  release(holder: string): Promise<void>
  listPayments(): Promise<{ id: string; externalId: string; status: string; ended: boolean }[]>
  step(id: string): Promise<{ status: string; ended: boolean }>
  decide(id: string, decision: 'authorize' | 'reject'): Promise<{ status: string; ended: boolean }>
  revokeTokens(): Promise<void>
}

/**
 * The embedded simulator of the profile. `ensure` starts it, or finds the one that another process of the same
 * profile hosts; it is called again after a failed connection, so that a watch survives the death of the host.
 */
export interface SimulatorPort {
  ensure(): Promise<SimulatorAddress>
  /** Null while nobody hosts it. */
  control?(): Promise<{ control: SimulatorSteps } | null>
  close(): Promise<void>
}

export interface CorePorts {
  /** Holds settings.json, journal.db, simulator/, logs/, cache/. */
  profileFolder: string
  clock: Clock
  random: RandomSource
  settings: SettingsPort
  vault: Vault
  simulator: SimulatorPort
  /** False where only the simulator and loopback environments may be used (`runtime-untrusted`). */
  runtimeTrusted: boolean
  /** Something that tells this process from every other one that ever ran, e.g. `app:4711:uuid`. */
  owner: string
  /** The host's own, where it writes a log too; else the workbench makes one. */
  redactor?: Redactor
  /** Hears when the keychain waits for the person; the host's vault tells. */
  onVaultWaiting?: (listener: (waiting: boolean) => void) => void
  /** e.g. `klavi-tester/0.1.0`. */
  userAgent: string
  /** Values for `{{var.NAME}}` besides the environment's own: the command line's KLAVI_VAR_*. */
  variables?: Readonly<Record<string, string>>
  /** How often, at the least, a status may be asked for, and for how long; the host's defaults. */
  watch?: { intervalMs?: number; timeoutMs?: number }
  /** Starts a process that reads large bodies; where absent, they are read in this one. */
  spawnBodyDesk?: SpawnDesk
  /** What the calls go over, loaded with the first of them; got's wire where absent. */
  loadWire?: () => Promise<Wire>
  /** How long a call may take, where not as long as usual (core/klavi/http/wire.ts). */
  timeouts?: WireTimeouts
  /** How what may be repeated is repeated, where not as usual. */
  retries?: Partial<RetrySettings>
  /** A further environment that is not stored anywhere, e.g. the command line's `--env custom`. */
  extraEnvironment?: import('./model/environment.ts').Environment
  /** The password of that environment's proxy, which stands in no environment. */
  extraProxyPassword?: string
  /**
   * The proxy that the system names for a URL (`http://`, `https://`, `socks5://`, with user and password where it has
   * them), or undefined for a direct connection.
   */
  systemProxy?(url: string): Promise<string | undefined>
}
