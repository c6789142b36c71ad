import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemoryJournal, type Journal } from '../../../../core/journal/journal.ts'
import type { Observation } from '../../../../core/model/observation.ts'
import type { CompareLine } from '../../../../core/model/history.ts'
import { historyCases } from '../../../../core/use-cases/history.ts'
import type { Context } from '../../../../core/use-cases/context.ts'
import type { Watches } from '../../../../core/use-cases/watches.ts'
import { courseOf } from '../../../../core/watch/course.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'

let journal: Journal
beforeEach(() => (journal = openMemoryJournal('test')))
afterEach(() => journal.close())

const at = (second: number): string => new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString()

/** The use cases over a real journal; the course is told up to a minute after the intent. */
function cases() {
  const ports = {
    random: { uuid: () => 'fresh-id' },
    clock: { now: () => Date.parse(at(60)) },
  }
  const course = (localId: string) => {
    const payment = journal.payments.byLocalId(localId)
    if (payment === undefined) throw new Error(localId)
    return courseOf(payment, journal.observations.changes(localId), ports.clock.now())
  }
  return historyCases(
    { journal, ports } as unknown as Context,
    { cases: { course } } as unknown as Watches,
  )
}

const see = (localId: string, seq: number, second: number, status: string): void => {
  const observation: Observation = {
    localId,
    paymentId: 'p',
    seq,
    at: at(second),
    elapsedMs: second * 1_000,
    latencyMs: 5,
    status,
    changed: true,
  }
  journal.observations.insert(observation)
}

describe('send again', () => {
  const again = (changes: Parameters<typeof sampleIntent>[0]) => {
    journal.payments.insertIntent(sampleIntent(changes))
    return cases().again('local-1')
  }

  it.each(['externalId', 'clientRequestId'])('changes the %s and nothing else', (name) => {
    const body = JSON.stringify({ [name]: 'order-1', amount: '4800', user: { name: 'Ana' } })
    const found = again({ body, flow: 'scheduled' })
    expect(JSON.parse(found.body)).toEqual({
      [name]: 'fresh-id',
      amount: '4800',
      user: { name: 'Ana' },
    })
    expect(found).toMatchObject({ externalId: 'fresh-id', flow: 'scheduled', whole: true })
    // The first stays as it was sent.
    expect(journal.payments.bodyOf('local-1')).toBe(body)
    expect(journal.payments.list({ limit: 9 })).toHaveLength(1)
  })

  it('adds no id to a body that never had one', () => {
    expect(JSON.parse(again({ body: '{"amount":"1"}' }).body)).toEqual({ amount: '1' })
  })

  it('leaves what is no JSON as it is', () => {
    expect(again({ body: 'amount=4800' }).body).toBe('amount=4800')
  })

  it('says where a part of the body is not known', () => {
    expect(again({ body: '{"token":"[redacted]"}' }).whole).toBe(false)
  })

  it('is refused for a payment that was only watched, and for one that is not there', () => {
    expect(() => again({ body: '' })).toThrow(expect.objectContaining({ code: 'body-unknown' }))
    expect(() => cases().again('nobody')).toThrow(
      expect.objectContaining({ code: 'unknown-payment' }),
    )
  })
})

describe('a comparison', () => {
  const one = { amount: '4800', user: { name: 'Ana' }, tags: ['a', 'b'], 'odd name': 1 }
  const other = { amount: '4900', user: { name: 'Ana' }, tags: ['a'], empty: {} }
  const line = (lines: CompareLine[], path: string) => lines.find((found) => found.path === path)

  beforeEach(() => {
    journal.payments.insertIntent(sampleIntent({ body: JSON.stringify(one), createdAt: at(0) }))
    journal.payments.insertIntent(
      sampleIntent({
        localId: 'local-2',
        externalId: 'order-2',
        body: JSON.stringify(other),
        createdAt: at(0),
      }),
    )
    see('local-1', 1, 1, 'ENQUEUED')
    see('local-1', 2, 4, 'PAYMENT_PENDING')
    see('local-1', 3, 6, 'ENQUEUED')
    see('local-1', 4, 7, 'PAYMENT_COMPLETED')
    journal.payments.update('local-1', {
      state: 'completed',
      order: 'regressed',
      lastStatus: 'PAYMENT_COMPLETED',
      endedAt: at(7),
    })
    see('local-2', 1, 2, 'ENQUEUED')
    see('local-2', 2, 3, 'PAYMENT_REJECTED')
    journal.payments.update('local-2', {
      state: 'rejected',
      reason: { code: 'SALDO_INSUFICIENTE', message: 'sem saldo' },
      endedAt: at(3),
    })
  })

  it('tells by path what was sent alike, otherwise, and on one side only', () => {
    const { payload } = cases().compare('local-1', 'local-2')
    expect(payload).toEqual([
      { path: '$.amount', first: '4800', second: '4900', same: false },
      { path: '$.user.name', first: 'Ana', second: 'Ana', same: true },
      { path: '$.tags[0]', first: 'a', second: 'a', same: true },
      { path: '$.tags[1]', first: 'b', same: false },
      { path: '$["odd name"]', first: '1', same: false },
      { path: '$.empty', second: '{}', same: false },
    ])
  })

  it('tells how each went', () => {
    const { facts } = cases().compare('local-1', 'local-2')
    expect(line(facts, 'state')).toEqual({
      path: 'state',
      first: 'completed',
      second: 'rejected',
      same: false,
    })
    expect(line(facts, 'bank')).toMatchObject({ same: true })
    expect(line(facts, 'order')).toEqual({ path: 'order', first: 'regressed', same: false })
    expect(line(facts, 'reason')).toMatchObject({ second: 'SALDO_INSUFICIENTE' })
    expect(line(facts, 'polls')).toMatchObject({ first: '4', second: '2' })
    expect(line(facts, 'elapsedMs')).toMatchObject({ first: '7000', second: '3000' })
  })

  it('adds up what each spent in a status, however often it came back', () => {
    const { courses } = cases().compare('local-1', 'local-2')
    expect(courses).toEqual([
      { status: 'ENQUEUED', firstMs: 4_000, secondMs: 1_000 },
      { status: 'PAYMENT_PENDING', firstMs: 2_000 },
      { status: 'PAYMENT_COMPLETED', firstMs: 0 },
      { status: 'PAYMENT_REJECTED', secondMs: 0 },
    ])
  })

  it('compares bodies that are no JSON as a whole', () => {
    const texts = { 'local-3': 'a=1', 'local-4': 'a=2' }
    for (const [localId, body] of Object.entries(texts)) {
      journal.payments.insertIntent(sampleIntent({ localId, externalId: localId, body }))
    }
    expect(cases().compare('local-3', 'local-4').payload).toEqual([
      { path: '$', first: 'a=1', second: 'a=2', same: false },
    ])
  })

  it('of a payment with itself finds no difference', () => {
    const { payload, facts, courses } = cases().compare('local-1', 'local-1')
    expect([...payload, ...facts].every(({ same }) => same)).toBe(true)
    expect(courses.every(({ firstMs, secondMs }) => firstMs === secondMs)).toBe(true)
  })
})
