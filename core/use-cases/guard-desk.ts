import { KlaviError } from '../failure.ts'
import type { Journal } from '../journal/journal.ts'
import { isGuarded } from '../klavi/environments.ts'
import type { Environment } from '../model/environment.ts'
import type { GuardState, ReadinessGate, ReadinessOverride } from '../model/guard.ts'
import type { Clock } from '../ports.ts'
import { isoTime } from '../system.ts'

/** An unlocked environment locks by itself after this long without input. */
export const idleMs = 15 * 60_000
const dayMs = 24 * 60 * 60_000
/** A sandbox report counts for this long (docs/architecture.md, promise 5). */
const reportMs = 30 * dayMs
/** How often, at the most, input is worth an event that says when it locks now. */
const tellMs = 30_000
/** Shorter than this is no reason. */
const shortestReason = 10

interface Unlocked {
  environment: Environment
  atMs: number
  /** By the wall clock, which may be set, and by the other one, which may stand still in sleep. */
  lastActiveMs: number
  lastActiveMonotonic: number
  /** When the window was told of it last. */
  toldMs: number
  override?: ReadinessOverride
  cancel(): void
}

/** Which guarded environments are unlocked: the memory of this process alone, so that every start is locked. */
export interface GuardDesk {
  /** Undefined where sending is not guarded. */
  state(environment: Environment): GuardState | undefined
  /** @throws KlaviError guard-name */
  unlock(environment: Environment, typedName: string): GuardState
  /** All of them where none is named. */
  lock(environmentId?: string, kind?: 'locked' | 'auto-locked'): void
  /** @throws KlaviError production-locked, override-reason, journal-unavailable */
  override(environment: Environment, reason: string): GuardState
  /** The person did something: unlocked environments stay so for another while. */
  active(): void
  close(): void
}

export interface GuardDeskPorts {
  clock: Clock
  journal: Pick<Journal, 'guardEvents' | 'readiness'>
  /** A write that must be on disk. @throws KlaviError journal-unavailable */
  record(work: () => void): void
  /** Something changed for the window to show. */
  changed(environmentId: string): void
}

export function createGuardDesk(ports: GuardDeskPorts): GuardDesk {
  const { clock, journal } = ports
  const unlocked = new Map<string, Unlocked>()

  const readiness = (): ReadinessGate => {
    const newest = journal.readiness.latest()
    const latest = newest && { latest: { at: newest.at, verdict: newest.verdict } }
    const report = journal.readiness.lastPassed()
    if (report === undefined) return { state: 'missing', ...latest }
    const { at, reportId } = report
    const age = clock.now() - Date.parse(at)
    // A report from the future is a wrong clock, and no proof.
    return {
      state: age >= 0 && age <= reportMs ? 'passed' : 'expired',
      at,
      ageDays: Math.floor(age / dayMs),
      reportId,
      ...latest,
    }
  }

  /** What is left of the idle time, by whichever clock says less. */
  const leftMs = ({ lastActiveMs, lastActiveMonotonic }: Unlocked): number => {
    const idle = Math.max(clock.now() - lastActiveMs, clock.monotonic() - lastActiveMonotonic)
    return idleMs - idle
  }

  const state = (environment: Environment): GuardState | undefined => {
    if (!isGuarded(environment)) return undefined
    const found = unlocked.get(environment.id)
    if (found !== undefined && leftMs(found) <= 0) lock(environment.id, 'auto-locked')
    const open = unlocked.get(environment.id)
    if (open === undefined) return { locked: true, readiness: readiness() }
    return {
      locked: false,
      unlockedAt: isoTime(open.atMs),
      locksAt: isoTime(open.lastActiveMs + idleMs),
      readiness: readiness(),
      ...(open.override !== undefined && { override: open.override }),
    }
  }

  const note = (
    environment: Environment,
    kind: 'unlocked' | 'locked' | 'auto-locked' | 'override',
    reason?: string,
  ): void =>
    ports.record(() =>
      journal.guardEvents.insert({
        at: isoTime(clock.now()),
        environmentId: environment.id,
        environmentName: environment.name,
        kind,
        ...(reason !== undefined && { reason }),
      }),
    )

  const lock = (environmentId?: string, kind: 'locked' | 'auto-locked' = 'locked'): void => {
    for (const [id, { environment, cancel }] of [...unlocked]) {
      if (environmentId !== undefined && id !== environmentId) continue
      cancel()
      unlocked.delete(id)
      try {
        note(environment, kind)
      } catch {
        // A journal that fails must not keep it from being locked.
      }
      ports.changed(id)
    }
  }

  /** Waits out the idle time; a person who did something meanwhile gets the rest of it. */
  const arm = (id: string, ms: number): (() => void) =>
    clock.after(ms, () => {
      const open = unlocked.get(id)
      if (open === undefined) return
      const left = leftMs(open)
      if (left <= 0) lock(id, 'auto-locked')
      else open.cancel = arm(id, left)
    })

  const current = (environment: Environment): GuardState =>
    state(environment) ?? { locked: false, readiness: readiness() }

  return {
    state,
    unlock(environment, typedName) {
      if (!isGuarded(environment)) return current(environment)
      if (typedName.trim().toLowerCase() !== environment.name.trim().toLowerCase()) {
        throw new KlaviError('guard-name', { environment: environment.name })
      }
      const { id } = environment
      if (!unlocked.has(id)) {
        note(environment, 'unlocked')
        const now = clock.now()
        unlocked.set(id, {
          environment,
          atMs: now,
          lastActiveMs: now,
          lastActiveMonotonic: clock.monotonic(),
          toldMs: now,
          cancel: arm(id, idleMs),
        })
        ports.changed(id)
      }
      return current(environment)
    },
    lock,
    override(environment, typed) {
      const open = current(environment).locked ? undefined : unlocked.get(environment.id)
      if (open === undefined) {
        throw new KlaviError('production-locked', { environment: environment.name })
      }
      const reason = typed.trim()
      if ([...reason].length < shortestReason) {
        throw new KlaviError('override-reason', { least: shortestReason })
      }
      note(environment, 'override', reason)
      open.override = { reason, at: isoTime(clock.now()) }
      ports.changed(environment.id)
      return current(environment)
    },
    active() {
      const now = clock.now()
      for (const [id, open] of unlocked) {
        // Input does not bring back what had expired: a computer that woke up is locked first.
        if (leftMs(open) <= 0) {
          lock(id, 'auto-locked')
          continue
        }
        open.lastActiveMs = now
        open.lastActiveMonotonic = clock.monotonic()
        if (now - open.toldMs < tellMs) continue
        open.toldMs = now
        ports.changed(id)
      }
    },
    close() {
      for (const { cancel } of unlocked.values()) cancel()
      unlocked.clear()
    },
  }
}
