import { redactionMark } from '../../../../../shared/redaction-mark.ts'

export interface LinePart {
  text: string
  kind?: 'key' | 'string' | 'number' | 'literal'
  /** A secret stood here. */
  redacted?: true
  /** What was searched for stands here. */
  hit?: true
}

const token =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d[\d.eE+-]*)|(?<literal>\b(?:true|false|null)\b)/g

/** Cuts a line into pieces of one look each. */
export function lineParts(text: string, json: boolean, phrase: string): LinePart[] {
  const coloured = json ? colour(text) : [{ text }]
  return coloured
    .flatMap((part) => mark(part, redactionMark, 'redacted'))
    .flatMap((part) => (part.redacted ? [part] : mark(part, phrase.trim(), 'hit')))
}

function colour(text: string): LinePart[] {
  const parts: LinePart[] = []
  let at = 0
  for (const found of text.matchAll(token)) {
    if (found.index > at) parts.push({ text: text.slice(at, found.index) })
    const kind = Object.entries(found.groups ?? {}).find(([, piece]) => piece !== undefined)?.[0]
    parts.push({ text: found[0], ...(kind ? { kind: kind as NonNullable<LinePart['kind']> } : {}) })
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

function mark(part: LinePart, phrase: string, as: 'redacted' | 'hit'): LinePart[] {
  if (phrase === '') return [part]
  const lower = part.text.toLowerCase()
  const wanted = phrase.toLowerCase()
  // A letter whose small form is longer would shift every place behind it.
  if (lower.length !== part.text.length) return [part]
  const parts: LinePart[] = []
  let at = 0
  for (let found = lower.indexOf(wanted); found !== -1; found = lower.indexOf(wanted, at)) {
    if (found > at) parts.push({ ...part, text: part.text.slice(at, found) })
    parts.push({ ...part, text: part.text.slice(found, found + wanted.length), [as]: true })
    at = found + wanted.length
  }
  if (at < part.text.length) parts.push({ ...part, text: part.text.slice(at) })
  return parts
}
