import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextCursor, readParticipants, readStatus } from '../../../../core/klavi/replies.ts'

const bank = { id: 'b-1', name: 'Bank', slug: 'bank', avatar: 'https://a.example/b.png', new: true }
const read = { id: 'b-1', name: 'Bank', slug: 'bank', avatar: 'https://a.example/b.png', raw: bank }

// docs/klavi-api.md §3.2
describe('participants', () => {
  it.each([
    [[bank]],
    [{ data: [bank], cursor: {} }],
    [{ participants: [bank] }],
    [{ items: [bank] }],
    [{ data: null, items: [bank] }],
  ])('are read from %j', (body) => {
    expect(readParticipants(body)).toEqual([read])
  })

  it.each<[entry: object, found: object]>([
    [
      { participantId: 'p-1', tradeName: 'Trade' },
      { id: 'p-1', name: 'Trade' },
    ],
    [
      { institutionId: 'i-1', name: 'Bank', logo: 'l' },
      { id: 'i-1', name: 'Bank', avatar: 'l' },
    ],
    [{ id: 7 }, { id: '7', name: '7' }],
    [
      { id: 'x', name: '', isBeta: true, isOutage: false },
      { id: 'x', name: 'x' },
    ],
    [
      { id: 'x', name: ['list'], slug: {}, avatar: null },
      { id: 'x', name: 'x' },
    ],
  ])('%j is read as %j', (entry, found) => {
    expect(readParticipants([entry])).toEqual([{ ...found, raw: entry }])
  })

  it('leave out what has no id', () => {
    expect(readParticipants([{ name: 'x' }, null, 'text', [], { id: '' }, bank])).toEqual([read])
  })

  it('may be none', () => {
    expect(readParticipants([])).toEqual([])
    expect(readParticipants({ data: [] })).toEqual([])
  })

  it.each([undefined, null, 'text', 7, {}, { data: {} }, { list: [bank] }])(
    'are not to be found in %j',
    (body) => {
      expect(readParticipants(body)).toBeUndefined()
    },
  )

  it.each<[body: unknown, cursor: string | undefined]>([
    [{ data: [], cursor: { afterCursor: 'next' } }, 'next'],
    [{ cursor: { afterCursor: 20 } }, '20'],
    [{ cursor: { afterCursor: '' } }, undefined],
    [{ cursor: { afterCursor: null } }, undefined],
    [{ cursor: null }, undefined],
    [[], undefined],
    [null, undefined],
  ])('of %j go on at %j', (body, cursor) => {
    expect(nextCursor(body)).toBe(cursor)
  })
})

// docs/klavi-api.md §3.4, §3.5
describe('a status', () => {
  it('is read in G1', () => {
    expect(
      readStatus({
        id: 'p-1',
        status: 'CONSENT_REJECTED',
        error: { code: 'SALDO_INSUFICIENTE', title: 'Saldo', detail: 'sem saldo' },
        externalId: 'order',
      }),
    ).toEqual({
      paymentId: 'p-1',
      externalId: 'order',
      status: 'CONSENT_REJECTED',
      reason: { code: 'SALDO_INSUFICIENTE', message: 'Saldo: sem saldo' },
    })
  })

  it('is read in G2', () => {
    expect(
      readStatus({
        id: 'p-1',
        status: 'PAYMENT_REJECTED',
        statusReason: { code: 'VALOR_INVALIDO', message: 'valor' },
        redirectConsentURL: 'https://bank.example/consent',
      }),
    ).toEqual({
      paymentId: 'p-1',
      status: 'PAYMENT_REJECTED',
      reason: { code: 'VALOR_INVALIDO', message: 'valor' },
      consentUrl: 'https://bank.example/consent',
    })
  })

  it('has no reason where the error is empty, and a dash for a reason without a code', () => {
    expect(readStatus({ status: 'STARTED', error: {} })).toEqual({ status: 'STARTED' })
    expect(readStatus({ status: 'STARTED', error: null })).toEqual({ status: 'STARTED' })
    expect(readStatus({ error: { detail: 'words' } }).reason).toEqual({
      code: '—',
      message: 'words',
    })
  })

  it('says the same words once', () => {
    expect(
      readStatus({ error: { code: 'X', title: 'same', detail: 'same' } }).reason?.message,
    ).toBe('same')
  })

  it('reads a number as text, the other spelling of the consent address, and paymentId for id', () => {
    expect(readStatus({ paymentId: 7, redirectConsentUrl: 'https://a.example' })).toEqual({
      paymentId: '7',
      consentUrl: 'https://a.example',
    })
  })

  it('is read from anything without throwing', () => {
    fc.assert(fc.property(fc.anything(), (body) => void readStatus(body)))
    fc.assert(fc.property(fc.anything(), (body) => void readParticipants(body)))
  })
})
