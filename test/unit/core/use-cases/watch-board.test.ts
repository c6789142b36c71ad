import { afterEach, beforeEach, expect, it } from 'vitest'
import { openMemoryJournal, type Journal } from '../../../../core/journal/journal.ts'
import type { BoardQuery, BoardSort } from '../../../../core/model/watch-view.ts'
import type { Stall } from '../../../../core/model/payment.ts'
import type { Context } from '../../../../core/use-cases/context.ts'
import { watchBoard } from '../../../../core/use-cases/watch-board.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'

const nowMs = Date.UTC(2026, 10, 22, 12, 0, 0)
const ago = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString()
const stall = (until?: string): Stall => ({
  kind: 'authorized',
  status: 'CONSENT_AUTHORIZED',
  since: ago(30),
  limitMs: 300_000,
  ...(until !== undefined && { until }),
})

let journal: Journal
beforeEach(() => {
  journal = openMemoryJournal('test')
  const add = (
    localId: string,
    intent: Parameters<typeof sampleIntent>[0],
    change: Parameters<Journal['payments']['update']>[1],
    watch?: 'polled' | 'paused' | 'ended',
  ): void => {
    journal.payments.insertIntent(sampleIntent({ localId, externalId: localId, ...intent }))
    journal.payments.update(localId, { state: 'accepted', paymentId: `p-${localId}`, ...change })
    if (watch === undefined) return
    const lease = { localId, intervalMs: 3_000, timeoutMs: 60_000, startedMs: nowMs }
    journal.leases.take(lease, nowMs)
    if (watch === 'paused') journal.leases.pause(localId)
    if (watch === 'ended') journal.leases.end(localId)
  }
  const sandbox = { environmentId: 'sandbox', environmentName: 'sandbox B' }
  add(
    'late',
    { createdAt: ago(50), amountCentavos: 300 },
    { lastStatus: 'CONSENT_AUTHORIZED', statusSince: ago(30), stalls: [stall()] },
    'polled',
  )
  add(
    'once-late',
    { createdAt: ago(40), amountCentavos: 100, ...sandbox },
    { lastStatus: 'PAYMENT_PENDING', statusSince: ago(20), stalls: [stall(ago(25))] },
    'paused',
  )
  add(
    'young',
    { createdAt: ago(10), amountCentavos: 200 },
    { lastStatus: 'ENQUEUED', statusSince: ago(40) },
    'polled',
  )
  add('unwatched', { createdAt: ago(60), amountCentavos: 400 }, {})
  add('today', { createdAt: ago(70) }, { state: 'completed', endedAt: ago(60) }, 'ended')
  add('long-ago', { createdAt: ago(3_000) }, { state: 'completed', endedAt: ago(2_000) }, 'ended')
})
afterEach(() => journal.close())

const board = (change: Partial<BoardQuery> = {}, due?: (localId: string) => number | undefined) =>
  watchBoard(
    { journal, ports: { clock: { now: () => nowMs } } } as unknown as Context,
    { scope: 'active', sort: 'age', descending: false, offset: 0, limit: 100, ...change },
    due ?? (() => undefined),
  )
const ids = (change: Partial<BoardQuery>): string[] =>
  board(change).rows.map(({ payment }) => payment.localId)

it('shows what is polled or paused; on demand also what goes on unwatched and what ended today', () => {
  expect(ids({}).sort()).toEqual(['late', 'once-late', 'young'])
  expect(ids({ scope: 'all' }).sort()).toEqual(['late', 'once-late', 'today', 'unwatched', 'young'])
})

it.each<[BoardSort, string[]]>([
  ['age', ['late', 'once-late', 'young']],
  ['amount', ['once-late', 'young', 'late']],
  ['status', ['late', 'young', 'once-late']],
  // Case does not count; what is alike goes by its id.
  ['environment', ['once-late', 'late', 'young']],
  // A stall that is over makes nothing late; the state that lasts longest comes first.
  ['stall', ['late', 'young', 'once-late']],
  ['state', ['late', 'once-late', 'young']],
])('sorts by %s, both ways', (sort, order) => {
  expect(ids({ sort })).toEqual(order)
  expect(ids({ sort, descending: true })).toEqual(order.toReversed())
})

it('is narrowed by environment, state and search', () => {
  expect(ids({ environmentIds: ['sandbox'] })).toEqual(['once-late'])
  expect(ids({ scope: 'all', states: ['completed'] })).toEqual(['today'])
  expect(ids({ search: 'p-young' })).toEqual(['young'])
  expect(ids({ search: 'nothing like it' })).toEqual([])
})

it('is cut after sorting and says how many there are', () => {
  const page = board({ sort: 'amount', offset: 1, limit: 1 })
  expect(page).toMatchObject({ offset: 1, total: 3 })
  expect(page.rows.map(({ payment }) => payment.localId)).toEqual(['young'])
})

it('tells of each its polls, failures, latest latency and when it is asked next', () => {
  const poll = { localId: 'young', paymentId: 'p', elapsedMs: 1, changed: false }
  const fine = { ...poll, seq: 1, at: ago(2), latencyMs: 40, status: 'ENQUEUED' }
  journal.observations.insert({ ...fine, changed: true })
  journal.observations.insert({ ...poll, seq: 2, at: ago(1), latencyMs: 70, errorCode: 'timeout' })
  const { rows } = board({ search: 'p-young' }, (localId) =>
    localId === 'young' ? 1_500 : undefined,
  )
  expect(rows).toMatchObject([
    {
      polls: 2,
      failures: 1,
      lastLatencyMs: 70,
      statusSince: ago(40),
      nextPollAt: new Date(nowMs + 1_500).toISOString(),
    },
  ])
  expect(board({ search: 'p-late' }).rows[0]).not.toHaveProperty('nextPollAt')
})
