import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endOf,
  isKnownStatus,
  orderEvent,
  orderVerdict,
  worseOrder,
} from '../../../../core/watch/status-machine.ts'

// docs/klavi-api.md §3.5, spelt out once more so that the machine cannot agree with itself only.
const ranked = [
  'PREPARING',
  'STARTED',
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_READY_FOR_SETTLEMENT',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT',
  'PAYMENT_COMPLETED',
]
const mandatory = [3, 4, 5, 7, 9]
const branches = ['PAYMENT_PARTIALLY_ACCEPTED', 'PAYMENT_SCHEDULED']
const failures = ['CONSENT_REJECTED', 'PAYMENT_REJECTED', 'ERROR', 'CANCELED', 'EXPIRED']
const strangers = ['CONSENT_AUTHORIED', 'PAYMENT_UNDER_REVIEW', '', 'completed']
const terminal = [...failures, 'PAYMENT_COMPLETED']

const anyStatus = fc.constantFrom(...ranked, ...branches, ...failures, ...strangers)
const sequences = fc.array(anyStatus, { maxLength: 30 })
/** As a watch keeps it: a status seen again at the next poll is no event. */
const distinct = (sequence: string[]): string[] =>
  sequence.filter((status, index) => status !== sequence[index - 1])
const events = (sequence: string[]) =>
  sequence.map((status, index) => orderEvent(sequence.slice(0, index), status))

describe('over random sequences', () => {
  it('a status that is seen again at the next poll changes nothing', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const doubled = sequence.flatMap((status) => [status, status])
        expect(orderVerdict(doubled)).toBe(orderVerdict(sequence))
      }),
    )
  })

  it('the verdict is the worst event, and one more status never betters it', () => {
    fc.assert(
      fc.property(sequences, anyStatus, (sequence, next) => {
        const before = orderVerdict(sequence)
        const worst = events(sequence).reduce<ReturnType<typeof orderVerdict>>(
          (verdict, event) => worseOrder(verdict, event ?? 'kept'),
          'kept',
        )
        expect(before).toBe(worst)
        const after = orderVerdict([...sequence, next])
        expect(worseOrder(before, after)).toBe(after)
      }),
    )
  })

  it('is unknown-status exactly where an undocumented one was seen', () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const strange = sequence.some((status) => strangers.includes(status))
        expect(orderVerdict(sequence) === 'unknown-status').toBe(strange)
        expect(sequence.every(isKnownStatus)).toBe(!strange)
      }),
    )
  })

  it('whatever follows an end, and is another status, has gone back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...terminal),
        fc.constantFrom(...ranked, ...branches, ...failures),
        (end, next) => {
          fc.pre(end !== next)
          expect(orderEvent(['ENQUEUED', end], next)).toBe('regressed')
          expect(endOf(end)).toBeDefined()
        },
      ),
    )
  })

  it('a rank below one already seen has gone back; none other of the happy path has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ranked.slice(0, -1)), { maxLength: 12 }).map(distinct),
        (sequence) => {
          const ranks = sequence.map((status) => ranked.indexOf(status))
          for (const [index, event] of events(sequence).entries()) {
            const furthest = Math.max(-1, ...ranks.slice(0, index))
            expect(event === 'regressed').toBe((ranks[index] ?? 0) < furthest)
          }
        },
      ),
    )
  })

  it('a skip is a mandatory state between the furthest one and the next', () => {
    fc.assert(
      fc.property(fc.subarray(ranked, { minLength: 1 }), (sequence) => {
        const ranks = sequence.map((status) => ranked.indexOf(status))
        const skipped = ranks.some(
          (rank, index) =>
            index > 0 &&
            mandatory.some((between) => between > (ranks[index - 1] ?? 0) && between < rank),
        )
        expect(orderVerdict(sequence)).toBe(skipped ? 'skipped' : 'kept')
      }),
    )
  })

  it('an unknown status never ends a payment', () => {
    fc.assert(
      fc.property(fc.string(), (status) => {
        fc.pre(!terminal.includes(status))
        expect(endOf(status)).toBeUndefined()
      }),
    )
  })
})
