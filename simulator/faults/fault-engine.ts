import type { RouteName } from '../http/route-table.ts'
import { seededFraction } from '../payments/seeded-ids.ts'
import type { Fault, FaultRule, FaultState } from './rule.ts'

/** A fault that hits one request. */
export interface Hit {
  fault: Fault
  /** In [0, 1), of the seed: for jitter. */
  roll: number
}

/** Decides which faults hit which request; the same seed and order of requests give the same. */
export interface FaultEngine {
  /** Replaces all rules; counters begin again. */
  setRules(rules: readonly FaultRule[], now: number): void
  /** Goes on where an earlier run of the same seed was. */
  restore(rules: readonly ActiveRule[]): void
  active(): ActiveRule[]
  states(now: number): FaultState[]
  /** Faults for a request of this route, certificates excepted. */
  hits(route: RouteName, now: number): Hit[]
  /** The certificate problem for a connection that begins now, if any. */
  certificate(now: number): 'expired' | 'self-signed' | 'wrong-host' | null
}

/** A rule in force. */
export interface ActiveRule {
  rule: FaultRule
  /** Epoch ms. */
  setAt: number
  matched: number
  fired: number
}

/** Never hit by a rule for `*`: the way to switch faults off, and what only decorates. */
const SPARED: ReadonlySet<RouteName> = new Set<RouteName>(['control', 'consent', 'logo'])

/** `counted` is told whenever a counter of a rule has changed. */
export function faultEngine(seed: number, counted: () => void = () => {}): FaultEngine {
  let active: ActiveRule[] = []

  const spent = (it: ActiveRule, now: number): boolean =>
    (it.rule.count !== undefined && it.fired >= it.rule.count) ||
    (it.rule.durationMs !== undefined && now - it.setAt >= it.rule.durationMs)

  function fires(it: ActiveRule, index: number, now: number): boolean {
    if (spent(it, now)) return false
    it.matched += 1
    counted()
    if (it.matched <= (it.rule.skip ?? 0)) return false
    const roll = seededFraction(seed, 'fault', index, it.matched)
    if (roll >= (it.rule.probability ?? 1)) return false
    it.fired += 1
    return true
  }

  return {
    setRules(rules, now) {
      active = rules.map((rule) => ({ rule, setAt: now, matched: 0, fired: 0 }))
    },
    restore(rules) {
      active = rules.map((it) => ({ ...it }))
    },
    active: () => active.map((it) => ({ ...it })),
    states: (now) =>
      active.map((it) => ({
        rule: it.rule,
        matched: it.matched,
        fired: it.fired,
        spent: spent(it, now),
      })),
    hits(route, now) {
      const found: Hit[] = []
      for (const [index, it] of active.entries()) {
        const { fault } = it.rule
        const matches = it.rule.route === route || (it.rule.route === '*' && !SPARED.has(route))
        if (fault.kind === 'certificate' || !matches || !fires(it, index, now)) continue
        found.push({ fault, roll: seededFraction(seed, 'jitter', index, it.matched) })
      }
      return found
    },
    certificate(now) {
      for (const [index, it] of active.entries()) {
        const { fault } = it.rule
        if (fault.kind === 'certificate' && fires(it, index, now)) return fault.problem
      }
      return null
    },
  }
}
