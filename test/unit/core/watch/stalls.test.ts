import { describe, expect, it } from 'vitest'
import { limitOf, updateStalls } from '../../../../core/watch/stalls.ts'

const start = Date.parse('2026-11-22T12:00:00.000Z')
const minute = 60_000
const awaiting = {
  status: 'CONSENT_AWAITING_AUTHORIZATION',
  sinceMs: start,
  consentUrl: true,
}

describe('a state beyond its documented time', () => {
  it.each([
    [awaiting, 'consent-url', minute],
    [{ ...awaiting, consentUrl: false }, 'consent', 60 * minute],
    [{ status: 'CONSENT_AUTHORIZED', sinceMs: start, consentUrl: false }, 'authorized', 5 * minute],
    [
      { status: 'PAYMENT_PARTIALLY_ACCEPTED', sinceMs: start, consentUrl: false },
      'partially-accepted',
      24 * 60 * minute,
    ],
  ])('is marked once it is over, not before: %o', (standing, kind, limitMs) => {
    expect(updateStalls([], standing, start + limitMs)).toBeUndefined()
    const since = new Date(start).toISOString()
    const mark = { kind, status: standing.status, since, limitMs }
    const stalls = updateStalls([], standing, start + limitMs + 1)
    expect(stalls).toEqual([mark])
    expect(updateStalls(stalls ?? [], standing, start + limitMs + 2)).toBeUndefined()
  })

  it('is closed when the state is left, and never taken back', () => {
    const stalls = updateStalls([], awaiting, start + 2 * minute) ?? []
    const left = { status: 'CONSENT_AUTHORIZED', sinceMs: start + 3 * minute, consentUrl: false }
    const closed = updateStalls(stalls, left, start + 3 * minute)
    expect(closed).toEqual([{ ...stalls[0], until: '2026-11-22T12:03:00.000Z' }])
    expect(updateStalls(closed ?? [], left, start + 4 * minute)).toBeUndefined()
  })

  it('has no limit in any other', () => {
    const other = { status: 'PAYMENT_PENDING', sinceMs: 0, consentUrl: false }
    expect(updateStalls([], other, start)).toBeUndefined()
    expect(limitOf('PAYMENT_PENDING')).toBeUndefined()
    expect(limitOf('CONSENT_AWAITING_AUTHORIZATION')).toBe(60 * minute)
  })
})
