import { isErrorCode } from '../../core/failure.ts'
import type { PaymentOutcome } from '../../core/model/observation.ts'
import { errorTable } from '../../messages/error-table.ts'

/** Exit code of an error code; 1 for one that this version does not know. */
export const exitCodeOfError = (code: string): number =>
  isErrorCode(code) ? errorTable[code].exitCode : 1

/**
 * Exit code of an outcome (docs/cli.md), with the code of the error that was last met: a payment that completed is 0 whatever its order; a refusal counts by its
 * cause; a watch that was stopped counts by whether the server had ever answered with a status, and if not, why.
 */
export function exitCodeOf(outcome: PaymentOutcome, errorCode?: string): number {
  switch (outcome.outcome) {
    case 'completed':
      return 0
    case 'unknown':
      return 5
    case 'refused':
      return exitCodeOfError(errorCode ?? outcome.reason?.code ?? '')
    case 'stopped':
      return outcome.answered ? 1 : neverAnswered(errorCode)
    default:
      return 1
  }
}

/** Exit code of a request by hand: a POST whose answer was lost is 5, whatever lost it. */
export function exitCodeOfPost(state: string | undefined, errorCode: string | undefined): number {
  if (state === 'unknown') return 5
  return errorCode === undefined ? 0 : exitCodeOfError(errorCode)
}

/** Keys that were not accepted are 3 and an id that the server does not know is 1; all else is the network's or the server's. */
function neverAnswered(error: string | undefined): number {
  const code = error === undefined ? 4 : exitCodeOfError(error)
  return code === 3 || error === 'http-not-found' ? code : 4
}
