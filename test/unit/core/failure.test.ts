import { describe, expect, it } from 'vitest'
import { KlaviError, toFailure } from '../../../core/failure.ts'

describe('a failure as people see it', () => {
  it('has its code, its words, and what to do', () => {
    const failure = toFailure(new KlaviError('connect', { host: 'api.klavi.ai' }))
    expect(failure).toMatchObject({
      code: 'connect',
      retryable: true,
      details: { host: 'api.klavi.ai' },
    })
    expect(failure.message).toContain('api.klavi.ai')
    expect(failure.hint).not.toBe('')
  })

  it('is `aborted` for what was cancelled, and `internal` for anything else', () => {
    expect(toFailure(new DOMException('x', 'AbortError')).code).toBe('aborted')
    expect(toFailure(new TypeError('words'))).toMatchObject({
      code: 'internal',
      details: { detail: 'words' },
    })
    expect(toFailure('words').message).toContain('words')
    expect(toFailure(undefined).code).toBe('internal')
  })
})
