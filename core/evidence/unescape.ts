import { Buffer } from 'node:buffer'

/** Part of a text: from this character up to the one before that. */
type Span = [from: number, to: number]

/** Escapes in escapes (JSON in an address in JSON …) are followed this far. */
const mostRounds = 12

const hex = '[0-9a-f]'
/** A percent sign, itself encoded any number of times. */
const percent = '%(?:25)*'
const later = `${percent}[89ab]${hex}`

/**
 * One character as servers write it: JSON's `\u002B` with the backslashes of any number of strings around it, `\x2b`,
 * HTML's `&#43;`, and percent-encoded UTF-8. The look-behind keeps a long run of backslashes from being read anew at
 * each of its characters.
 */
const escapes = new RegExp(
  [
    `(?<!\\\\)\\\\+u(${hex}{4})`,
    `(?<!\\\\)\\\\+x(${hex}{2})`,
    `&#x(${hex}{1,5});`,
    '&#(\\d{1,6});',
    '&(amp|lt|gt|quot|apos);',
    `(${percent}[cd]${hex}${later}|${percent}e${hex}(?:${later}){2}|${percent}f[0-7](?:${later}){3}|${percent}${hex}{2})`,
  ].join('|'),
  'gi',
)

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function meaning(...[, u, x, hexEntity, entity, named, percents]: (string | undefined)[]): string {
  const hexadecimal = u ?? x ?? hexEntity
  if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16))
  if (entity !== undefined) return String.fromCodePoint(Number(entity))
  if (named !== undefined) return entities[named.toLowerCase()] ?? ''
  const bytes = (percents ?? '').match(/[0-9a-f]{2}(?=%|$)/gi) ?? []
  const encoded = Buffer.from(bytes.join(''), 'hex')
  return encoded.length === 1 ? encoded.toString('latin1') : encoded.toString('utf8')
}

/**
 * What one way of writing has and another has not: backslashes, a form's `+` for a space, JSON's short escapes, and the
 * zeros of UTF-16 that was read as something else.
 */
const noise = /[\\+\n\r\t\b\f\0]/g
const letters: Readonly<Record<string, string>> = {
  '\\': '',
  '+': ' ',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
  '\0': '',
}
const letter = (found: string): string => letters[found] ?? ''

/** Whether there is anything in a text that `unescaped` would read otherwise than as it stands. */
export const hasEscapes = (text: string): boolean => /[\\\0]|%[0-9a-f]{2}|&[#a-z]/i.test(text)

/**
 * A text with every escape undone, down to the last: however a server writes a value, and however many strings of JSON,
 * forms and addresses it lies in, it comes out the same as the value itself does. It is for comparing, not for reading.
 */
export function unescaped(text: string): string {
  let current = text
  for (let round = 0; round < mostRounds; round += 1) {
    const decoded = current.replace(escapes, meaning)
    const next = decoded === current ? current.replace(noise, letter) : decoded
    if (next === current) break
    current = next
  }
  return current
}

/** Where in the text itself those parts of it stand that `pattern` (global) finds once it is unescaped. */
export function findUnescaped(text: string, pattern: RegExp): Span[] {
  let current: Mapped = { text, from: undefined, to: undefined }
  for (let round = 0; round < mostRounds; round += 1) {
    let next = rewrite(current, escapes, meaning)
    if (next.text === current.text) next = rewrite(current, noise, letter)
    if (next.text === current.text) break
    current = next
  }
  return [...current.text.matchAll(pattern)].map(({ index, 0: found }) => {
    let from = fromOf(current, index)
    // Backslashes belong to what follows them; one alone before a mark would be no JSON.
    while (text[from - 1] === '\\') from -= 1
    return [from, toOf(current, index + found.length - 1)]
  })
}

/** A text with where each of its characters begins and ends in the text that it was made of; undefined: the same. */
interface Mapped {
  text: string
  from: Uint32Array | undefined
  to: Uint32Array | undefined
}

const fromOf = ({ from }: Mapped, at: number): number => from?.[at] ?? at
const toOf = ({ to }: Mapped, at: number): number => to?.[at] ?? at + 1

function rewrite(source: Mapped, pattern: RegExp, put: (...found: string[]) => string): Mapped {
  // What is made is never longer than what it is made of.
  const from = new Uint32Array(source.text.length)
  const to = new Uint32Array(source.text.length)
  const parts: string[] = []
  let at = 0
  let length = 0
  const copy = (end: number): void => {
    parts.push(source.text.slice(at, end))
    for (; at < end; at += 1, length += 1) {
      from[length] = fromOf(source, at)
      to[length] = toOf(source, at)
    }
  }
  for (const match of source.text.matchAll(pattern)) {
    copy(match.index)
    at += match[0].length
    const made = put(...match)
    parts.push(made)
    from.fill(fromOf(source, match.index), length, length + made.length)
    to.fill(toOf(source, at - 1), length, length + made.length)
    length += made.length
  }
  copy(source.text.length)
  return { text: parts.join(''), from, to }
}
