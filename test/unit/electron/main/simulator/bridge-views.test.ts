import { expect, test } from 'vitest'
import { paymentView } from '../../../../../electron/main/simulator/bridge-views.ts'
import type { SimulatedPayment } from '../../../../../simulator/index.ts'

const at = '2026-11-22T12:00:00.000Z'
const nextAt = '2026-11-22T12:00:01.500Z'

const payment = (part: Partial<SimulatedPayment> = {}): SimulatedPayment => ({
  id: 'p',
  externalId: 'e',
  flow: 'payment',
  participantId: 'b',
  centavos: 4800,
  payerName: 'Ana',
  outcome: { kind: 'completed' },
  status: 'CONSENT_AWAITING_AUTHORIZATION',
  ended: false,
  nextAt,
  timeline: [
    { status: 'ENQUEUED', at },
    { status: 'CONSENT_AWAITING_AUTHORIZATION', at, consent: true },
  ],
  ...part,
})

test('says what was and what its outcome has in store, the next with its time', () => {
  const view = paymentView(payment())
  expect(view.awaitingConsent).toBe(true)
  expect(view.passed.map(({ status }) => status)).toEqual([
    'ENQUEUED',
    'CONSENT_AWAITING_AUTHORIZATION',
  ])
  expect(view.coming).toEqual([
    { status: 'CONSENT_AUTHORIZED', at: nextAt },
    { status: 'PAYMENT_PENDING', at: null },
    { status: 'PAYMENT_SETTLEMENT_PROCESSING', at: null },
    { status: 'PAYMENT_COMPLETED', at: null },
  ])
})

test('a rejection to come names its code', () => {
  const view = paymentView(
    payment({ outcome: { kind: 'consent-rejected', code: 'SALDO_INSUFICIENTE' } }),
  )
  expect(view.coming).toEqual([
    { status: 'CONSENT_REJECTED', at: nextAt, reason: 'SALDO_INSUFICIENTE' },
  ])
})

test('nothing comes after the end, even where the plan had more', () => {
  const reason = { code: 'REJEITADO_USUARIO', title: '', detail: '' }
  const rejected = payment({
    ended: true,
    nextAt: null,
    timeline: [
      { status: 'ENQUEUED', at },
      { status: 'CONSENT_AWAITING_AUTHORIZATION', at, consent: true },
      { status: 'CONSENT_REJECTED', at, reason },
    ],
  })
  expect(paymentView(rejected)).toMatchObject({ coming: [], awaitingConsent: false })
  expect(paymentView(rejected).passed.at(-1)).toEqual({
    status: 'CONSENT_REJECTED',
    at,
    reason: 'REJEITADO_USUARIO',
  })
})

test('a payment that is stuck has nothing to come', () => {
  const outcome = { kind: 'stuck', at: 'CONSENT_AWAITING_AUTHORIZATION' } as const
  expect(paymentView(payment({ outcome, nextAt: null })).coming).toEqual([])
})
