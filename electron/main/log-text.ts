/**
 * One log entry as text. Errors keep their stack, code and causes but none of their other properties, where libraries
 * put whole requests; other objects are JSON, so that the redactor finds secrets by their fields.
 */
export const logText = (data: readonly unknown[]): string => data.map(textOf).join(' ')

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return errorText(value, 0)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}

function errorText(error: Error, depth: number): string {
  const { code } = error as { code?: unknown }
  const head = typeof code === 'string' || typeof code === 'number' ? `[${code}] ` : ''
  const cause =
    error.cause instanceof Error && depth < 4
      ? `\n  caused by ${errorText(error.cause, depth + 1)}`
      : ''
  return `${head}${error.stack ?? `${error.name}: ${error.message}`}${cause}`
}
