import type { Failure } from './types.ts'

/** A failure as plain text for the clipboard: message, hint, code, then the details as JSON. */
export function failureText(failure: Failure): string {
  const lines = [failure.message]
  if (failure.hint) lines.push(failure.hint)
  lines.push(`code: ${failure.code}`)
  if (failure.details !== undefined && failure.details !== null) {
    lines.push(JSON.stringify(failure.details, null, 2))
  }
  return lines.join('\n')
}
