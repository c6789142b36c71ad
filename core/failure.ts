import { errorTable, explainError, isErrorCode, type ErrorCode } from '../messages/error-table.ts'
import type { Failure } from './model/result.ts'

export type FailureDetails = Record<string, string | number | boolean>

/**
 * The one error that leaves the core. `code` is stable; the sentence is made when it is shown, so that it is in the
 * language in force then. Details hold no secret: whoever throws redacts.
 */
export class KlaviError extends Error {
  readonly code: ErrorCode
  readonly details: FailureDetails

  constructor(code: ErrorCode, details: FailureDetails = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause })
    this.name = 'KlaviError'
    this.code = code
    this.details = details
  }
}

/** Any thrown thing as a Failure; what is not a KlaviError is `internal`. */
export function toFailure(thrown: unknown): Failure {
  const error = asKlaviError(thrown)
  const values: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(error.details)) {
    values[key] = typeof value === 'boolean' ? String(value) : value
  }
  return {
    code: error.code,
    ...explainError(error.code, values),
    retryable: errorTable[error.code].retryable,
    details: error.details,
  }
}

export function asKlaviError(thrown: unknown): KlaviError {
  if (thrown instanceof KlaviError) return thrown
  if (thrown instanceof Error && thrown.name === 'AbortError')
    return new KlaviError('aborted', {}, thrown)
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return new KlaviError('internal', { detail }, thrown)
}

export { isErrorCode, type ErrorCode }
