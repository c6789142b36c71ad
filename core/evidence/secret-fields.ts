/**
 * Fields and headers whose values are secrets wherever they stand (docs/klavi-api.md §3.1, §5), by the words of their
 * names: `accessKey` and `access_key` alike, so that a server that echoes what it got does not give them away.
 */
const secretNames = [
  ['access', 'key'],
  ['secret', 'key'],
  ['api', 'key'],
  ['access', 'token'],
  ['refresh', 'token'],
  ['client', 'secret'],
  ['password'],
  ['signature'],
  ['x', 'klavi', 'signature'],
  ['authorization'],
  ['proxy', 'authorization'],
  ['cookie'],
  ['set', 'cookie'],
]

const anyName = `(?:${secretNames.map((words) => words.join('[-_]?')).join('|')})`
const wholeName = new RegExp(`^${anyName}$`, 'i')

export const isSecretField = (name: string): boolean => wholeName.test(name)

/** Whether it is worth looking for such a name. */
export const mayNameSecrets = (text: string): boolean =>
  /key|token|secret|password|signature|authorization|cookie/i.test(text)

/** A secret field of a form or an address, with its value; the name and `=` are the first group. */
export const secretForm = new RegExp(`\\b(${anyName}=)[^&\\s"']+`, 'gi')

// The field's name in quotes, which carry backslashes where the JSON lies inside a JSON string, up to its value: a
// string's opening quote, or a number. The look-behind keeps a long run of backslashes from being read again and again.
const fieldHead = new RegExp(
  `(?<!\\\\)(\\\\*)"${anyName}\\1"\\s*:\\s*(?:\\1"|(-?\\d[\\d.eE+-]*))`,
  'gi',
)

/**
 * Replaces the strings and numbers in secret fields, also in JSON that lies in a string of other JSON, however deep. A
 * value without an end (a body that was cut off) is replaced to the end of the text.
 */
export function maskSecretFields(text: string, mark: string): string {
  let output = ''
  let at = 0
  fieldHead.lastIndex = 0
  for (let head = fieldHead.exec(text); head !== null; head = fieldHead.exec(text)) {
    const [, slashes = '', number] = head
    const after = fieldHead.lastIndex
    const start = after - (number?.length ?? 0)
    const end = number === undefined ? closingQuote(text, after, slashes.length) : after
    const put = number === undefined ? mark : `${slashes}"${mark}${slashes}"`
    output += text.slice(at, start) + put
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
