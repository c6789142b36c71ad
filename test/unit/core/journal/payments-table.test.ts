import { describe, expect, it } from 'vitest'
import { openMemoryJournal } from '../../../../core/journal/journal.ts'
import type { PaymentIntent } from '../../../../core/journal/payments-table.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'

function tableWith(...intents: Partial<PaymentIntent>[]) {
  const { payments } = openMemoryJournal('test')
  for (const intent of intents) payments.insertIntent(sampleIntent(intent))
  return payments
}

it('holds an intent as it was written', () => {
  const payments = tableWith({})
  expect(payments.byLocalId('local-1')).toEqual({
    localId: 'local-1',
    environmentId: 'simulator',
    environmentName: 'Simulator',
    externalId: 'order-1',
    state: 'intent',
    amountCentavos: 4800,
    amountWire: '4800',
    participantId: 'c8f0bf49-4744-4933-8960-7add6e590841',
    participantName: 'Mock Bank',
    payerName: 'Maria d. S.',
    createdAt: '2026-11-22T12:00:00.000Z',
    watching: false,
  })
  expect(payments.originOf('local-1')).toBe('https://127.0.0.1:4433')
  expect(payments.bodyOf('local-1')).toBe('{"amount":"4800"}')
  expect(payments.interrupted()).toEqual([
    { localId: 'local-1', createdAt: '2026-11-22T12:00:00.000Z' },
  ])
})

it('knows nothing of a payment that is not there', () => {
  const payments = tableWith()
  expect(payments.byLocalId('x')).toBeUndefined()
  expect(payments.find('x')).toBeUndefined()
  expect(payments.originOf('x')).toBeUndefined()
  expect(payments.bodyOf('x')).toBeUndefined()
  expect(payments.interrupted()).toEqual([])
})

it('refuses a second payment of the same localId', () => {
  expect(() => tableWith({}, {})).toThrow(/UNIQUE/)
})

describe('an update', () => {
  it('changes what it names, and nothing else', () => {
    const payments = tableWith({}, { localId: 'local-2' })
    const before = payments.byLocalId('local-1')
    payments.update('local-1', {
      state: 'rejected',
      paymentId: 'p-1',
      endedAt: '2026-11-22T12:01:00.000Z',
      lastStatus: 'CONSENT_REJECTED',
      order: 'skipped',
      reason: { code: 'SALDO_INSUFICIENTE', message: 'sem saldo' },
      consentUrl: 'https://bank.example/consent',
    })
    expect(payments.byLocalId('local-1')).toEqual({
      ...before,
      state: 'rejected',
      paymentId: 'p-1',
      endedAt: '2026-11-22T12:01:00.000Z',
      lastStatus: 'CONSENT_REJECTED',
      order: 'skipped',
      reason: { code: 'SALDO_INSUFICIENTE', message: 'sem saldo' },
      consentUrl: 'https://bank.example/consent',
    })
    expect(payments.byLocalId('local-2')?.state).toBe('intent')
    payments.update('local-1', { consentUrl: null })
    expect(payments.byLocalId('local-1')).not.toHaveProperty('consentUrl')
    expect(payments.byLocalId('local-1')?.state).toBe('rejected')
  })

  it('of nothing changes nothing', () => {
    const payments = tableWith({})
    payments.update('local-1', {})
    expect(payments.byLocalId('local-1')?.state).toBe('intent')
  })
})

describe('find', () => {
  it('goes by any of the three ids, and takes the latest of several', () => {
    const payments = tableWith(
      { localId: 'old', externalId: 'same', createdAt: '2026-11-22T12:00:00.000Z' },
      { localId: 'new', externalId: 'same', createdAt: '2026-11-22T12:00:01.000Z' },
    )
    payments.update('old', { paymentId: 'p-old' })
    expect(payments.find('old')?.localId).toBe('old')
    expect(payments.find('p-old')?.localId).toBe('old')
    expect(payments.find('same')?.localId).toBe('new')
  })

  it('finds nothing by an empty id', () => {
    expect(tableWith({ externalId: '' }).find('')).toBeUndefined()
  })
})

describe('the list', () => {
  it('is newest first, and no longer than asked for', () => {
    const payments = tableWith(
      { localId: 'a', createdAt: '2026-11-22T12:00:00.000Z' },
      { localId: 'c', createdAt: '2026-11-22T12:00:02.000Z' },
      { localId: 'b', createdAt: '2026-11-22T12:00:01.000Z' },
    )
    const ids = (limit: number) => payments.list({ limit }).map(({ localId }) => localId)
    expect(ids(10)).toEqual(['c', 'b', 'a'])
    expect(ids(2)).toEqual(['c', 'b'])
  })

  it('puts the later of two payments of the same millisecond first', () => {
    const payments = tableWith({ localId: 'a' }, { localId: 'b' })
    expect(payments.list({ limit: 2 }).map(({ localId }) => localId)).toEqual(['b', 'a'])
  })

  it.each([
    ['order-7', ['one']],
    ['ORDER-7', ['one']],
    ['  order-7 ', ['one']],
    ['p-77', ['two']],
    ['Banco', ['two']],
    ['Ana', ['one']],
    ['refused', ['two']],
    ['PAYMENT_PENDING', ['two']],
    ['SALDO', ['two']],
    ['Sandbox', ['two']],
    ['12345', ['two']],
    ['order', ['two', 'one']],
    ['', ['two', 'one']],
    ['   ', ['two', 'one']],
    ['nothing like it', []],
    ["'; DROP TABLE payments; --", []],
  ])('searched for %j', (search, found) => {
    const payments = tableWith(
      { localId: 'one', externalId: 'order-7', payerName: 'Ana S.' },
      {
        localId: 'two',
        externalId: 'order-8',
        participantName: 'Banco do Brasil',
        environmentName: 'Sandbox',
        amountWire: '12345',
      },
    )
    payments.update('two', {
      paymentId: 'p-77',
      state: 'refused',
      lastStatus: 'PAYMENT_PENDING',
      reason: { code: 'SALDO_INSUFICIENTE', message: '' },
    })
    expect(payments.list({ search, limit: 10 }).map(({ localId }) => localId)).toEqual(found)
  })

  it('takes % and _ and \\ in a search for themselves', () => {
    const payments = tableWith(
      { localId: 'percent', externalId: '100%' },
      { localId: 'underscore', externalId: 'a_b' },
      { localId: 'backslash', externalId: 'a\\b' },
      { localId: 'plain', externalId: 'axb' },
    )
    const found = (search: string) => payments.list({ search, limit: 10 }).map((it) => it.localId)
    expect(found('%')).toEqual(['percent'])
    expect(found('a_b')).toEqual(['underscore'])
    expect(found('a\\b')).toEqual(['backslash'])
  })
})
