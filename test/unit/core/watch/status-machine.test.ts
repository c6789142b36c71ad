import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endOf,
  happyPath,
  isKnownStatus,
  orderEvent,
  orderVerdict,
  worseOrder,
} from '../../../../core/watch/status-machine.ts'

// docs/klavi-api.md §3.5
const open = [
  'PREPARING',
  'STARTED',
  'ENQUEUED',
  'CONSENT_AWAITING_AUTHORIZATION',
  'CONSENT_AUTHORIZED',
  'PAYMENT_PENDING',
  'PAYMENT_READY_FOR_SETTLEMENT',
  'PAYMENT_SETTLEMENT_PROCESSING',
  'PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT',
  'PAYMENT_PARTIALLY_ACCEPTED',
  'PAYMENT_SCHEDULED',
]
const ends = {
  PAYMENT_COMPLETED: 'completed',
  CONSENT_REJECTED: 'rejected',
  PAYMENT_REJECTED: 'rejected',
  ERROR: 'error',
  CANCELED: 'canceled',
  EXPIRED: 'expired',
}
const known = [...open, ...Object.keys(ends)]

describe('each status', () => {
  it.each(open)('%s is known and ends nothing', (status) => {
    expect(isKnownStatus(status)).toBe(true)
    expect(endOf(status)).toBeUndefined()
  })

  it.each(Object.entries(ends))('%s ends as %s', (status, outcome) => {
    expect(isKnownStatus(status)).toBe(true)
    expect(endOf(status)).toBe(outcome)
  })

  it.each(['CONSENT_AUTHORIED', 'payment_completed', 'CANCELLED', '', 'constructor', '__proto__'])(
    '%j is not known and ends nothing',
    (status) => {
      expect(isKnownStatus(status)).toBe(false)
      expect(endOf(status)).toBeUndefined()
    },
  )
})

it('draws the happy path with the states that every completed payment passes', () => {
  expect(happyPath).toEqual([
    'CONSENT_AWAITING_AUTHORIZATION',
    'CONSENT_AUTHORIZED',
    'PAYMENT_PENDING',
    'PAYMENT_SETTLEMENT_PROCESSING',
    'PAYMENT_COMPLETED',
  ])
})

const happy = ['STARTED', 'ENQUEUED', ...happyPath]

describe('the order', () => {
  it.each<[verdict: string, why: string, sequence: string[]]>([
    ['kept', 'the whole happy path', happy],
    ['kept', 'nothing seen', []],
    ['kept', 'one status', ['PAYMENT_PENDING']],
    ['kept', 'the same again', ['ENQUEUED', 'ENQUEUED', 'ENQUEUED']],
    ['kept', 'optional states left out', ['ENQUEUED', ...happyPath]],
    [
      'kept',
      'a rejected consent',
      ['ENQUEUED', 'CONSENT_AWAITING_AUTHORIZATION', 'CONSENT_REJECTED'],
    ],
    ['kept', 'a cancellation from anywhere', ['STARTED', 'CANCELED']],
    [
      'kept',
      'more approvers needed',
      ['CONSENT_AUTHORIZED', 'PAYMENT_PENDING', 'PAYMENT_PARTIALLY_ACCEPTED'],
    ],
    [
      'kept',
      'scheduled, then settled',
      [
        'CONSENT_AUTHORIZED',
        'PAYMENT_SCHEDULED',
        'PAYMENT_PENDING',
        'PAYMENT_SETTLEMENT_PROCESSING',
      ],
    ],
    ['skipped', 'a state missed', ['CONSENT_AWAITING_AUTHORIZATION', 'PAYMENT_PENDING']],
    ['skipped', 'from the queue to the end', ['ENQUEUED', 'PAYMENT_COMPLETED']],
    ['regressed', 'one step back', ['CONSENT_AUTHORIZED', 'CONSENT_AWAITING_AUTHORIZATION']],
    ['regressed', 'back and forth', ['PAYMENT_PENDING', 'ENQUEUED', 'PAYMENT_PENDING']],
    ['regressed', 'another status after an end', ['PAYMENT_COMPLETED', 'PAYMENT_REJECTED']],
    ['regressed', 'going on after an end', ['CONSENT_REJECTED', 'PAYMENT_PENDING']],
    [
      'regressed',
      'a branch entered twice',
      ['PAYMENT_SCHEDULED', 'PAYMENT_PENDING', 'PAYMENT_SCHEDULED'],
    ],
    ['unknown-status', 'an undocumented one', ['ENQUEUED', 'PAYMENT_UNDER_REVIEW']],
    [
      'unknown-status',
      'the misprint, read as what it means',
      ['CONSENT_AWAITING_AUTHORIZATION', 'CONSENT_AUTHORIED', 'PAYMENT_PENDING'],
    ],
    ['unknown-status', 'before a regression', ['X', 'PAYMENT_PENDING', 'STARTED']],
    ['regressed', 'before a skip', ['PAYMENT_PENDING', 'STARTED', 'PAYMENT_COMPLETED']],
  ])('%s: %s', (verdict, _why, sequence) => {
    expect(orderVerdict(sequence)).toBe(verdict)
  })

  it('takes the misprint for the state that it means', () => {
    expect(orderEvent(['CONSENT_AWAITING_AUTHORIZATION'], 'CONSENT_AUTHORIED')).toBe(
      'unknown-status',
    )
    expect(
      orderEvent(['CONSENT_AWAITING_AUTHORIZATION', 'CONSENT_AUTHORIED'], 'PAYMENT_PENDING'),
    ).toBeUndefined()
  })

  it('calls a first status no skip, however late it is', () => {
    expect(orderEvent([], 'PAYMENT_COMPLETED')).toBeUndefined()
  })

  it('keeps the worse of two verdicts', () => {
    const worstFirst = ['unknown-status', 'regressed', 'skipped', 'kept'] as const
    for (const [place, worse] of worstFirst.entries()) {
      for (const better of worstFirst.slice(place)) {
        expect(worseOrder(worse, better)).toBe(worse)
        expect(worseOrder(better, worse)).toBe(worse)
      }
    }
  })
})

describe('any sequence', () => {
  const statuses = fc.array(
    fc.oneof(
      fc.constantFrom(...known),
      fc.string(),
      fc.constantFrom('constructor', 'CONSENT_AUTHORIED'),
    ),
    { maxLength: 30 },
  )

  it('has a verdict, the worst of its events', () => {
    fc.assert(
      fc.property(statuses, (sequence) => {
        const events = sequence.map((status, at) => orderEvent(sequence.slice(0, at), status))
        const expected =
          (['unknown-status', 'regressed', 'skipped'] as const).find((it) => events.includes(it)) ??
          'kept'
        expect(orderVerdict(sequence)).toBe(expected)
      }),
    )
  })

  it('is unknown exactly where a status is not documented', () => {
    fc.assert(
      fc.property(statuses, (sequence) => {
        expect(orderVerdict(sequence) === 'unknown-status').toBe(!sequence.every(isKnownStatus))
      }),
    )
  })

  it('is no event when the last status comes again', () => {
    fc.assert(
      fc.property(statuses, fc.constantFrom(...known), (sequence, status) => {
        expect(orderEvent([...sequence, status], status)).toBeUndefined()
      }),
    )
  })

  it('keeps its order however the happy path is polled, and whatever is seen twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 7, maxLength: 7 }), (times) => {
        const seen = happy.flatMap((status, at) => Array(1 + (times[at] ?? 0)).fill(status))
        expect(orderVerdict(seen)).toBe('kept')
      }),
    )
  })

  it('never regresses where the ranks only rise', () => {
    const order = [...open.slice(0, 9), 'PAYMENT_COMPLETED']
    fc.assert(
      fc.property(fc.subarray(order), (sequence) => {
        expect(['kept', 'skipped']).toContain(orderVerdict(sequence))
      }),
    )
  })
})
