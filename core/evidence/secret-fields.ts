/** Fields whose string values are secrets wherever they stand in a JSON body (docs/klavi-api.md §3.1, §5). */
export const secretFields = [
  'accessKey',
  'secretKey',
  'accessToken',
  'refreshToken',
  'password',
  'signature',
]

const names = new Set(secretFields.map((name) => name.toLowerCase()))

export const isSecretField = (name: string): boolean => names.has(name.toLowerCase())

// The field's name in quotes, which carry backslashes where the JSON lies inside a JSON string, up to its value.
const fieldHead = new RegExp(`(\\\\*)"(?:${secretFields.join('|')})\\1"\\s*:\\s*\\1"`, 'gi')

/**
 * Replaces the string values of secret fields, also in JSON that lies in a string of other JSON, however deep. A value
 * without an end (a body that was cut off) is replaced to the end of the text.
 */
export function maskSecretFields(text: string, mark: string): string {
  let output = ''
  let at = 0
  fieldHead.lastIndex = 0
  for (let head = fieldHead.exec(text); head !== null; head = fieldHead.exec(text)) {
    const start = fieldHead.lastIndex
    const end = closingQuote(text, start, head[1]?.length ?? 0)
    output += text.slice(at, start) + mark
    at = end
    fieldHead.lastIndex = end
  }
  return output + text.slice(at)
}

/**
 * Where the value that began at `start` ends. Its own closing quote has as many backslashes before it as its opening
 * one (2^depth - 1), besides those of the value's own trailing backslashes, which come in units of twice that and 2.
 */
function closingQuote(text: string, start: number, backslashes: number): number {
  const unit = 2 * (backslashes + 1)
  for (let quote = text.indexOf('"', start); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let run = 0
    while (quote - run > start && text[quote - run - 1] === '\\') run += 1
    if (run % unit === backslashes) return quote - backslashes
    // Fewer than its own: the string around it ends here, and the value with it.
    if (run < backslashes) return quote - run
  }
  return text.length
}
