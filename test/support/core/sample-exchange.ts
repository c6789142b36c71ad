import type { ExchangeRecord } from '../../../core/journal/exchanges-table.ts'

/** An exchange as it is written down; a good answer unless changed. */
export const sampleExchange = (changes: Partial<ExchangeRecord> = {}): ExchangeRecord => ({
  id: 'e-1',
  environmentId: 'simulator',
  step: 'status',
  at: '2026-11-22T12:00:00.000Z',
  method: 'GET',
  url: 'https://api.example/payments/p-1/status',
  latencyMs: 5,
  requestHeaders: [['authorization', 'Bearer [redacted]']],
  requestBody: '',
  requestBytes: 0,
  responseHeaders: [['content-type', 'application/json']],
  responseBody: '{"status":"ENQUEUED"}',
  responseBytes: 21,
  timings: { total: 5 },
  ...changes,
})
