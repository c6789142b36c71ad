import { describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../../../cli/verbs/exit-code.ts'
import type { Outcome } from '../../../../core/model/observation.ts'

const code = (outcome: Outcome, error?: string, answered = true): number =>
  exitCodeOf({ outcome, answered, elapsedMs: 1 }, error)

describe('exitCodeOf', () => {
  it('is 0 for completed only', () => {
    expect(code('completed')).toBe(0)
    for (const other of ['rejected', 'error', 'canceled', 'expired'] as const) {
      expect(code(other)).toBe(1)
    }
    expect(code('unknown')).toBe(5)
  })

  it.each([
    ['http-bad-request', 2],
    ['http-unauthorized', 3],
    ['http-forbidden', 3],
    ['http-conflict', 1],
    ['http-business', 1],
    ['something-new', 1],
  ])('counts a refusal by its cause: %s is %d', (error, expected) => {
    expect(code('refused', error)).toBe(expected)
  })

  it('counts a stopped watch by whether the server ever answered well', () => {
    expect(code('stopped', 'connect', true)).toBe(1)
    expect(code('stopped', 'connect', false)).toBe(4)
    expect(code('stopped', undefined, false)).toBe(4)
    expect(code('stopped', 'http-bad-request', false)).toBe(4)
    expect(code('stopped', 'http-unauthorized', false)).toBe(3)
    expect(code('stopped', 'http-not-found', false)).toBe(1)
  })
})
