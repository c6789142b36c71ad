import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMemoryJournal, type Journal } from '../../../../core/journal/journal.ts'
import type { Observation } from '../../../../core/model/observation.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import { sampleExchange } from '../../../support/core/sample-exchange.ts'

let journal: Journal
beforeEach(() => (journal = openMemoryJournal('test')))
afterEach(() => journal.close())

const at = (second: number): string => new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString()
const window = { offset: 0, limit: 100 }
const query = { search: '', sort: 'createdAt', descending: true, ...window } as const

describe('all payments', () => {
  beforeEach(() => {
    for (let made = 0; made < 5; made += 1) {
      journal.payments.insertIntent(
        sampleIntent({
          localId: `local-${made}`,
          externalId: `order-${made}`,
          createdAt: at(made),
          amountCentavos: 100 * ((made * 7) % 5),
          environmentId: made % 2 === 0 ? 'simulator' : 'sandbox',
          participantName: made === 3 ? 'Cooperativa de Crédito Ñandú' : 'Banco do Brasil',
          body: JSON.stringify(made === 4 ? { initType: 'PIX_DICT' } : { method: 'PIX_MANU' }),
        }),
      )
    }
    journal.payments.update('local-2', {
      state: 'rejected',
      paymentId: 'p-zwei',
      lastStatus: 'PAYMENT_REJECTED',
      reason: { code: 'SALDO_INSUFICIENTE', message: 'sem saldo' },
    })
  })
  const ids = (more: object): string[] =>
    journal.payments.query({ ...query, ...more }).rows.map(({ localId }) => localId)

  it('come newest first, in windows, with how many there are', () => {
    const page = journal.payments.query({ ...query, offset: 1, limit: 2 })
    expect(page).toMatchObject({ offset: 1, total: 5 })
    expect(page.rows.map(({ localId }) => localId)).toEqual(['local-3', 'local-2'])
    expect(page.rows[1]).toEqual(journal.payments.byLocalId('local-2'))
  })

  it.each([
    ['saldo insuf', ['local-2']],
    ['SALDO_INSUFICIENTE', ['local-2']],
    ['p-zwei', ['local-2']],
    ['credito nandu', ['local-3']],
    ['REJECTED', ['local-2']],
    ['order-4', ['local-4']],
    ['r-4', ['local-4']],
    ['Ñ', ['local-3']],
    ['r-4 brasil', ['local-4']],
    ['no such thing', []],
    ['"quoted', []],
    ['100%', []],
  ])('are found by %s', (search, found) => {
    expect(ids({ search })).toEqual(found)
    expect(journal.payments.query({ ...query, search }).total).toBe(found.length)
  })

  it('are found by a note, and no more when it is gone', () => {
    journal.notes.add('local-1', { id: 'n', at: at(9), text: 'asked Klavi support' })
    expect(ids({ search: 'klavi support' })).toEqual(['local-1'])
    journal.notes.remove('local-1', 'n')
    expect(ids({ search: 'klavi support' })).toEqual([])
  })

  it('are narrowed by environment, state, status, method and time', () => {
    expect(ids({ environmentIds: ['sandbox'] })).toEqual(['local-3', 'local-1'])
    expect(ids({ environmentIds: [] })).toEqual([])
    expect(ids({ states: ['rejected', 'refused'] })).toEqual(['local-2'])
    expect(ids({ statuses: ['PAYMENT_REJECTED'] })).toEqual(['local-2'])
    expect(ids({ methods: ['PIX_DICT'] })).toEqual(['local-4'])
    expect(ids({ from: at(1), to: at(3) })).toEqual(['local-2', 'local-1'])
    expect(ids({ environmentIds: ['simulator'], search: 'order', from: at(1) })).toEqual([
      'local-4',
      'local-2',
    ])
  })

  it('are sorted by what was asked for', () => {
    expect(ids({ sort: 'createdAt', descending: false })[0]).toBe('local-0')
    const amounts = journal.payments
      .query({ ...query, sort: 'amount', descending: false })
      .rows.map(({ amountCentavos }) => amountCentavos)
    expect(amounts).toEqual([0, 100, 200, 300, 400])
    expect(ids({ sort: 'bank' })[0]).toBe('local-3')
  })

  it('have facets to filter by', () => {
    expect(journal.payments.facets()).toMatchObject({
      environments: [
        { value: 'sandbox', count: 2 },
        { value: 'simulator', count: 3 },
      ],
      states: [
        { value: 'intent', count: 4 },
        { value: 'rejected', count: 1 },
      ],
      statuses: [{ value: 'PAYMENT_REJECTED', count: 1 }],
      methods: [
        { value: 'PIX_MANU', count: 4 },
        { value: 'PIX_DICT', count: 1 },
      ],
    })
  })
})

describe('all exchanges', () => {
  beforeEach(() => {
    journal.payments.insertIntent(sampleIntent({ localId: 'local-1' }))
    const step = (index: number): 'status' | 'create' => (index === 0 ? 'create' : 'status')
    for (let index = 0; index < 6; index += 1) {
      const fault = index === 5
      journal.exchanges.insert(
        sampleExchange({
          id: `e-${index}`,
          step: step(index),
          at: at(index),
          method: index === 0 ? 'POST' : 'GET',
          url: `https://api.example/payments/p-${index % 2}/status?n=${index}`,
          ...(index < 3 && { localId: 'local-1' }),
          ...(fault
            ? { errorCode: 'timeout' }
            : { httpStatus: [201, 200, 200, 429, 503][index] ?? 200 }),
        }),
      )
    }
  })
  const ids = (more: object): string[] =>
    journal.exchanges.query({ search: '', ...window, ...more }).rows.map(({ id }) => id)

  it('come newest first and are narrowed by everything that is asked', () => {
    expect(ids({})).toEqual(['e-5', 'e-4', 'e-3', 'e-2', 'e-1', 'e-0'])
    expect(ids({ localId: 'local-1' })).toEqual(['e-2', 'e-1', 'e-0'])
    expect(ids({ step: 'create' })).toEqual(['e-0'])
    expect(ids({ statusClass: '2xx' })).toEqual(['e-2', 'e-1', 'e-0'])
    expect(ids({ statusClass: 'none' })).toEqual(['e-5'])
    expect(ids({ errorsOnly: true })).toEqual(['e-5', 'e-4', 'e-3'])
    expect(ids({ search: 'p-1 503' })).toEqual([])
    expect(ids({ search: 'p-0 503' })).toEqual(['e-4'])
    expect(ids({ search: 'TIMEOUT' })).toEqual(['e-5'])
    const page = journal.exchanges.query({ search: 'status', offset: 4, limit: 2 })
    expect(page.total).toBe(6)
    expect(page.rows.map(({ id }) => id)).toEqual(['e-1', 'e-0'])
  })

  it('know the same call before them, whatever its query was', () => {
    expect(journal.exchanges.previous('e-4')?.id).toBe('e-2')
    expect(journal.exchanges.previous('e-2')).toBeUndefined()
    expect(journal.exchanges.previous('e-0')).toBeUndefined()
    expect(journal.exchanges.previous('none')).toBeUndefined()
  })
})

describe('a log of any length', () => {
  const observation = (seq: number, more: Partial<Observation> = {}): Observation => ({
    localId: 'local-1',
    paymentId: 'p',
    seq,
    at: at(seq),
    elapsedMs: seq,
    latencyMs: 1,
    changed: false,
    status: 'ENQUEUED',
    ...more,
  })

  it('is read by windows, only its changes, and what is searched for', () => {
    journal.payments.insertIntent(sampleIntent({ localId: 'local-1' }))
    const changes = new Set([1, 40, 80])
    for (let seq = 1; seq <= 100; seq += 1) {
      const failed: Partial<Observation> = { errorCode: 'timeout', errorMessage: 'too slow' }
      const one = observation(seq, { changed: changes.has(seq), ...(seq > 97 && failed) })
      if (seq > 97) delete one.status
      if (seq >= 80 && seq <= 97) one.status = 'PAYMENT_PENDING'
      journal.observations.insert(one)
    }
    const page = (more: object): number[] =>
      journal.observations
        .page({ localId: 'local-1', offset: 0, limit: 1_000, ...more })
        .rows.map(({ seq }) => seq)
    expect(page({ offset: 50, limit: 3 })).toEqual([51, 52, 53])
    expect(page({ onlyChanges: true })).toEqual([1, 40, 80])
    expect(page({ search: 'pending' })).toHaveLength(18)
    // Names of fields are in every line, and are not what people look for.
    expect(page({ search: 'latencyMs' })).toEqual([])
    expect(page({ search: 'slow' })).toEqual([98, 99, 100])
    const found = journal.observations.page({
      localId: 'local-1',
      offset: 1,
      limit: 1,
      onlyChanges: true,
    })
    expect(found).toMatchObject({ total: 3, offset: 1, rows: [{ seq: 40 }] })
    expect(journal.observations.counts('local-1')).toEqual({ polls: 100, failures: 3 })
    expect(journal.observations.last('local-1')?.seq).toBe(100)
    expect(journal.observations.changes('local-1', 'and-failures')).toHaveLength(6)
  })
})
