import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { realInstantAfter } from '../../../../simulator/payments/clock.ts'
import { planFor } from '../../../../simulator/payments/plan.ts'
import type { PaymentEvent } from '../../../../simulator/payments/timeline.ts'
import { replay } from '../../../../simulator/payments/timeline.ts'
import type { Outcome } from '../../../../simulator/outcomes/outcome.ts'

const timing = { stepMs: 100, consentMs: 100, scheduledMs: null }
const statuses = (outcome: Outcome, events: PaymentEvent[] = [], now = 10_000_000): string[] =>
  replay(planFor(outcome, timing), 0, events, [], now).entries.map((entry) => entry.status)

describe('simulated time', () => {
  it('runs at the speed of its points', () => {
    expect(realInstantAfter([], 1000, 500)).toBe(1500)
    const points = [
      { at: 1100, speed: 10 },
      { at: 1120, speed: 0 },
      { at: 5000, speed: 1 },
    ]
    expect(realInstantAfter(points, 1000, 100)).toBe(1100)
    expect(realInstantAfter(points, 1000, 250)).toBe(1115)
    expect(realInstantAfter(points, 1000, 350)).toBe(5050)
    expect(realInstantAfter(points.slice(0, 2), 1000, 301)).toBe(Infinity)
    expect(realInstantAfter(points, 1110, 0)).toBe(1110)
  })
})

describe('replaying a payment', () => {
  it('goes from status to status at the exact ms', () => {
    const plan = planFor({ kind: 'completed' }, timing)
    const at = (now: number): string => replay(plan, 0, [], [], now).current.status
    expect([at(0), at(99), at(100), at(499), at(500)]).toEqual([
      'ENQUEUED',
      'ENQUEUED',
      'CONSENT_AWAITING_AUTHORIZATION',
      'PAYMENT_SETTLEMENT_PROCESSING',
      'PAYMENT_COMPLETED',
    ])
    const done = replay(plan, 0, [], [], 500)
    expect([done.ended, done.nextAt]).toEqual([true, null])
    expect(replay(plan, 0, [], [], 120).nextAt).toBe(200)
  })

  it('ignores what happens after now, and after the end', () => {
    expect(statuses({ kind: 'completed' }, [{ kind: 'cancelled', at: 50 }], 49)).toEqual([
      'ENQUEUED',
    ])
    expect(statuses({ kind: 'completed' }, [{ kind: 'cancelled', at: 50 }], 50)).toEqual([
      'ENQUEUED',
      'CANCELED',
    ])
    expect(statuses({ kind: 'completed' }, [{ kind: 'cancelled', at: 501 }]).at(-1)).toBe(
      'PAYMENT_COMPLETED',
    )
    expect(statuses({ kind: 'completed' }, [{ kind: 'authorised', at: 50 }]).length).toBe(6)
  })

  it('cancels a payment that is stuck', () => {
    const outcome: Outcome = { kind: 'stuck', at: 'PAYMENT_PENDING' }
    expect(statuses(outcome).at(-1)).toBe('PAYMENT_PENDING')
    expect(statuses(outcome, [{ kind: 'cancelled', at: 5000 }]).at(-1)).toBe('CANCELED')
  })

  it('has the unruly orders', () => {
    const middle = (kind: 'skipped' | 'regressed' | 'flips-back' | 'out-of-order'): string =>
      statuses({ kind })
        .slice(2)
        .map((status) => status.replace(/^(PAYMENT|CONSENT)_/, '').replace(/_.*/, ''))
        .join(' ')
    expect(middle('skipped')).toBe('COMPLETED')
    expect(middle('regressed')).toBe('AUTHORIZED PENDING AUTHORIZED PENDING SETTLEMENT COMPLETED')
    expect(middle('out-of-order')).toBe('PENDING AUTHORIZED SETTLEMENT COMPLETED')
    expect(middle('flips-back')).toBe(
      'AUTHORIZED PENDING SETTLEMENT PENDING SETTLEMENT PENDING SETTLEMENT COMPLETED',
    )
  })

  it('holds a payment for ten steps', () => {
    const plan = planFor({ kind: 'held' }, timing)
    expect(replay(plan, 0, [], [], 1299).current.status).toBe('PAYMENT_PENDING')
    expect(replay(plan, 0, [], [], 1300).current.status).toBe('PAYMENT_SETTLEMENT_PROCESSING')
  })

  it('only ever grows: what was seen once stays seen', () => {
    const kinds = ['opened', 'authorised', 'rejected', 'cancelled', 'step'] as const
    const event = fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(2000) })
    const speed = fc.record({ at: fc.nat(2000), speed: fc.constantFrom(0, 1, 2, 100) })
    const sorted = <T extends { at: number }>(list: T[]): T[] => list.sort((a, b) => a.at - b.at)
    const when = fc.nat(4000)
    fc.assert(
      fc.property(fc.array(event), fc.array(speed), when, when, (events, speeds, a, b) => {
        const plan = planFor({ kind: 'completed' }, { ...timing, consentMs: null })
        const at = (now: number) => replay(plan, 0, sorted(events), sorted(speeds), now).entries
        const [earlier, later] = [at(Math.min(a, b)), at(Math.max(a, b))]
        expect(later.slice(0, earlier.length)).toEqual(earlier)
        for (const entry of later) expect(entry.at).toBeLessThanOrEqual(Math.max(a, b))
      }),
    )
  })
})
