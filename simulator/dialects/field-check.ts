type Fields = Record<string, unknown>

/** Collects what is wrong with a request body, so that one answer names every mistake. */
export interface FieldCheck {
  problems: string[]
  /** A required string; '' (and a problem) when absent, empty, of another type or not matching. */
  text(
    fields: Fields,
    path: string,
    rule?: { max?: number; pattern?: RegExp; hint?: string },
  ): string
  /** Like `text`, but may be absent or null. */
  optionalText(
    fields: Fields,
    path: string,
    rule?: { max?: number; pattern?: RegExp; hint?: string },
  ): string | undefined
  /** A required object; {} (and a problem) otherwise. */
  object(fields: Fields, path: string): Fields
  fail(message: string): void
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1)

export function fieldCheck(): FieldCheck {
  const problems: string[] = []
  const check: FieldCheck = {
    problems,
    fail: (message) => {
      problems.push(message)
    },
    text(fields, path, rule = {}) {
      const value = fields[lastName(path)]
      if (value === undefined || value === null || value === '') {
        problems.push(`${path} should not be empty`)
      } else if (typeof value !== 'string') {
        problems.push(`${path} must be a string`)
      } else if (rule.max !== undefined && value.length > rule.max) {
        problems.push(`${path} must be shorter than or equal to ${rule.max} characters`)
      } else if (rule.pattern && !rule.pattern.test(value)) {
        problems.push(`${path} ${rule.hint ?? `must match ${rule.pattern.source}`}`)
      } else {
        return value
      }
      return ''
    },
    optionalText(fields, path, rule = {}) {
      const value = fields[lastName(path)]
      if (value === undefined || value === null) return undefined
      return check.text(fields, path, rule)
    },
    object(fields, path) {
      const value = fields[lastName(path)]
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return value as Fields
      }
      problems.push(
        value === undefined || value === null
          ? `${path} should not be empty`
          : `${path} must be an object`,
      )
      return {}
    },
  }
  return check
}
