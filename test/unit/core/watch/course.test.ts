import { expect, it } from 'vitest'
import type { Observation } from '../../../../core/model/observation.ts'
import type { PaymentSummary } from '../../../../core/model/payment.ts'
import { courseOf } from '../../../../core/watch/course.ts'

const at = (second: number): string => new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString()
const payment = {
  localId: 'l',
  createdAt: at(0),
  lastStatus: 'PAYMENT_COMPLETED',
  order: 'skipped',
} as PaymentSummary
const change = (seq: number, second: number, status: string, event?: 'skipped'): Observation => ({
  localId: 'l',
  paymentId: 'p',
  seq,
  at: at(second),
  elapsedMs: second * 1_000,
  latencyMs: 5,
  status,
  changed: true,
  ...(event && { event }),
})

it('tells how long each status lasted, with the documented limit beside it', () => {
  const changes = [
    change(1, 1, 'ENQUEUED'),
    change(4, 10, 'CONSENT_AWAITING_AUTHORIZATION'),
    change(9, 25, 'PAYMENT_COMPLETED', 'skipped'),
  ]
  const course = courseOf({ ...payment, endedAt: at(25) }, changes, 0)
  expect(course.spans).toEqual([
    { status: 'ENQUEUED', seq: 1, enteredAt: at(1), leftAt: at(10), ms: 9_000 },
    {
      status: 'CONSENT_AWAITING_AUTHORIZATION',
      seq: 4,
      enteredAt: at(10),
      leftAt: at(25),
      ms: 15_000,
      limitMs: 3_600_000,
    },
    {
      status: 'PAYMENT_COMPLETED',
      seq: 9,
      enteredAt: at(25),
      leftAt: at(25),
      ms: 0,
      event: 'skipped',
    },
  ])
  expect(course.order).toBe('skipped')
  expect(course.happyPath.at(-1)).toBe('PAYMENT_COMPLETED')
})

it('lets the last status of one that goes on last until it was looked at', () => {
  const course = courseOf(payment, [change(1, 1, 'ENQUEUED')], Date.parse(at(31)))
  expect(course.spans).toMatchObject([{ status: 'ENQUEUED', ms: 30_000 }])
  expect(course.spans[0]).not.toHaveProperty('leftAt')
})

it('begins with what the POST answered, where no poll has seen another yet', () => {
  const course = courseOf({ ...payment, lastStatus: 'ENQUEUED' }, [], Date.parse(at(5)))
  expect(course.spans).toMatchObject([{ status: 'ENQUEUED', seq: 0, ms: 5_000 }])
})
