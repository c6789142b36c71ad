import { describe, expect, it } from 'vitest'
import type { ExchangeRecord } from '../../../../core/journal/exchanges-table.ts'
import { openMemoryJournal } from '../../../../core/journal/journal.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'

const record = (changes: Partial<ExchangeRecord> = {}): ExchangeRecord => ({
  id: 'e-1',
  environmentId: 'sandbox',
  step: 'status',
  at: '2026-11-22T12:00:00.000Z',
  method: 'GET',
  url: 'https://a.example/payments/1/status',
  latencyMs: 12,
  requestHeaders: [['accept', 'application/json']],
  responseHeaders: [
    ['Set-Cookie', 'a'],
    ['Set-Cookie', 'b'],
  ],
  requestBody: '',
  responseBody: '{"status":"ENQUEUED"}',
  requestBytes: 0,
  responseBytes: 21,
  ...changes,
})

function tableWith(...records: Partial<ExchangeRecord>[]) {
  const journal = openMemoryJournal('test')
  journal.payments.insertIntent(sampleIntent())
  for (const changes of records) journal.exchanges.insert(record(changes))
  return journal.exchanges
}

it('gives an exchange back as it was recorded', () => {
  const full = {
    localId: 'local-1',
    httpStatus: 401,
    retryOf: 'e-0',
    timings: { dns: 1, total: 12 },
    tls: { protocol: 'TLSv1.3', cipher: 'x', subject: 's', issuer: 'i', validTo: 't' },
    remoteAddress: '127.0.0.1:443',
  }
  const { requestBody: _request, responseBody: _response, ...detail } = record(full)
  expect(tableWith(full).get('e-1')).toEqual(detail)
})

it('gives a failed exchange back with its error', () => {
  const failed = tableWith({ errorCode: 'connect', errorMessage: 'refused' }).get('e-1')
  expect(failed).toMatchObject({ errorCode: 'connect', errorMessage: 'refused' })
  expect(failed).not.toHaveProperty('httpStatus')
})

it('rounds a latency to whole milliseconds', () => {
  expect(tableWith({ latencyMs: 12.6 }).get('e-1')?.latencyMs).toBe(13)
})

it('lists newest first, by environment, by payment, and no more than asked for', () => {
  const table = tableWith(
    { id: 'a', at: '2026-11-22T12:00:00.000Z' },
    { id: 'b', at: '2026-11-22T12:00:01.000Z', localId: 'local-1' },
    { id: 'c', at: '2026-11-22T12:00:01.000Z', environmentId: 'simulator' },
  )
  const ids = (query: Parameters<typeof table.list>[0]) => table.list(query).map(({ id }) => id)
  expect(ids({ limit: 10 })).toEqual(['c', 'b', 'a'])
  expect(ids({ limit: 1 })).toEqual(['c'])
  expect(ids({ environmentId: 'sandbox', limit: 10 })).toEqual(['b', 'a'])
  expect(ids({ localId: 'local-1', limit: 10 })).toEqual(['b'])
  expect(ids({ localId: 'local-1', environmentId: 'simulator', limit: 10 })).toEqual([])
})

describe('a body', () => {
  const table = tableWith({ requestBody: 'asked', responseBody: '0123456789é😀x' })
  const slice = (offset: number, length: number) =>
    table.body({ id: 'e-1', side: 'response', offset, length })

  it('comes in slices of characters', () => {
    expect(slice(0, 4)).toEqual({ text: '0123', offset: 0, total: 13 })
    expect(slice(8, 3)).toEqual({ text: '89é', offset: 8, total: 13 })
    expect(slice(11, 10)).toEqual({ text: '😀x', offset: 11, total: 13 })
    expect(slice(50, 10)).toEqual({ text: '', offset: 50, total: 13 })
    expect(slice(0, 0)).toEqual({ text: '', offset: 0, total: 13 })
  })

  it('is the request’s or the reply’s', () => {
    expect(table.body({ id: 'e-1', side: 'request', offset: 0, length: 99 })).toEqual({
      text: 'asked',
      offset: 0,
      total: 5,
    })
  })

  it('is not there for an exchange that is not there', () => {
    expect(table.body({ id: 'x', side: 'request', offset: 0, length: 9 })).toBeUndefined()
    expect(table.get('x')).toBeUndefined()
  })

  it('comes whole even with a zero character in it, which is made visible', () => {
    const odd = tableWith({ responseBody: 'a\u0000b' })
    expect(odd.body({ id: 'e-1', side: 'response', offset: 0, length: 9 })?.text).toBe('a\u2400b')
  })
})
