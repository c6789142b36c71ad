import { errorTable, explainError, isErrorCode } from '../../../messages/error-table.ts'
import type { Remedy } from '../../../messages/error-table.ts'
import type { Failure } from '../../../electron/contract/types.ts'

export interface LocalFailure {
  code: string
  message: string
  hint: string
  remedy: Remedy
}

/**
 * The failure in the language in force now: main wrote its sentences in the language of that moment, and a switch
 * must not leave an old one on the screen.
 */
export function localFailure(failure: Failure): LocalFailure {
  const { code, details } = failure
  if (!isErrorCode(code)) {
    return { code, message: failure.message, hint: failure.hint, remedy: null }
  }
  const values: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(details ?? {})) {
    values[key] = typeof value === 'boolean' ? String(value) : value
  }
  const { remedy } = errorTable[code]
  const text = explainError(code, values)
  // A sentence with a hole is worse than one in the other language.
  const holed = text.message.includes('undefined') || text.hint.includes('undefined')
  return holed
    ? { code, message: failure.message, hint: failure.hint, remedy }
    : { code, ...text, remedy }
}
