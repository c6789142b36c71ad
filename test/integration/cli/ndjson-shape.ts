import { expect } from 'vitest'
import type { JsonLine } from './run-cli.ts'

type Kind = 'string' | 'number' | 'object'

/** The lines of docs/cli.md: fields that are always there, and those that may be (`?`). */
const shapes: Record<string, Record<string, Kind | `${Kind}?`>> = {
  exchange: {
    id: 'string',
    method: 'string',
    url: 'string',
    httpStatus: 'number?',
    errorCode: 'string?',
    latencyMs: 'number',
    retryOf: 'string?',
  },
  observation: {
    paymentId: 'string',
    seq: 'number',
    at: 'string',
    status: 'string',
    httpStatus: 'number',
    latencyMs: 'number',
  },
  outcome: {
    outcome: 'string',
    paymentId: 'string?',
    externalId: 'string?',
    order: 'string?',
    reason: 'object?',
    elapsedMs: 'number',
  },
  payment: {
    externalId: 'string',
    paymentId: 'string?',
    environment: 'string',
    state: 'string',
    amountCentavos: 'number',
    createdAt: 'string',
    lastStatus: 'string?',
  },
  request: {
    seq: 'number',
    at: 'string',
    method: 'string',
    path: 'string',
    route: 'string',
    httpStatus: 'number?',
    latencyMs: 'number',
    fault: 'string?',
  },
  check: { id: 'string', verdict: 'string', reason: 'string?' },
  report: { verdict: 'string', folder: 'string', manifestSha256: 'string' },
  error: { code: 'string', message: 'string', hint: 'string' },
}

/** Every line has exactly the documented fields, each of its type. */
export function expectShapes(lines: readonly JsonLine[]): void {
  expect(lines.length).toBeGreaterThan(0)
  for (const { type, ...fields } of lines) {
    const shape = shapes[type]
    expect(shape, `a line of type ${type}`).toBeDefined()
    for (const [name, kind] of Object.entries(shape ?? {})) {
      const value = fields[name]
      if (kind.endsWith('?') && value === undefined) continue
      expect(typeof value, `${type}.${name}`).toBe(kind.replace('?', ''))
    }
    expect(Object.keys(shape ?? {}), `fields of ${type}`).toEqual(
      expect.arrayContaining(Object.keys(fields)),
    )
  }
}
