import { m } from '../../messages/index.ts'
import { readAt } from '../../shared/payload/json-edit.ts'
import { UsageError } from './usage-error.ts'

/** One `--set path=value`: where, and the text as it was typed. */
export interface SetChange {
  path: string[]
  text: string
}

export type JsonObject = Record<string, unknown>

/** Splits `user.taxId=529…` at the first `=`, and the path at its dots; `\.` is a dot inside a name. */
export function readSet(typed: string): SetChange {
  const at = typed.indexOf('=')
  const path = at < 1 ? [] : splitPath(typed.slice(0, at))
  if (path.length === 0 || path.includes('') || path.includes('__proto__')) {
    throw new UsageError(m.cli_bad_set({ text: typed }), m.cli_bad_set_hint())
  }
  return { path, text: typed.slice(at + 1) }
}

const splitPath = (path: string): string[] =>
  path.split(/(?<!\\)\./).map((name) => name.replaceAll('\\.', '.'))

/**
 * Writes the changes into a copy of the payload, in the order given. A value is wire text: where the payload holds a
 * string it stays a string (`amount=4800` is `"4800"`); elsewhere `true`, `false`, `null`, `{…}` and `[…]` are read as
 * JSON, a number replaces a number, and all else is a string. Missing objects on the way are made.
 */
export function applySets(payload: JsonObject, changes: readonly SetChange[]): JsonObject {
  const copy = structuredClone(payload)
  for (const change of changes) applyOne(copy, change)
  return copy
}

function applyOne(payload: JsonObject, { path, text }: SetChange): void {
  let holder: JsonObject = payload
  for (const [depth, name] of path.slice(0, -1).entries()) {
    const next = Object.hasOwn(holder, name) ? holder[name] : undefined
    if (next === undefined || next === null) {
      const made: JsonObject = {}
      holder[name] = made
      holder = made
    } else if (typeof next === 'object') {
      holder = next as JsonObject
    } else {
      const where = path.slice(0, depth + 1).join('.')
      throw new UsageError(m.cli_set_no_object({ path: where }), m.cli_bad_set_hint())
    }
  }
  const last = path.at(-1) ?? ''
  if (Array.isArray(holder) && !(/^\d{1,4}$/.test(last) && Number(last) <= holder.length)) {
    throw new UsageError(m.cli_set_no_index({ path: path.join('.') }), m.cli_bad_set_hint())
  }
  holder[last] = wireValue(text, Object.hasOwn(holder, last) ? holder[last] : undefined)
}

/** The value that a change writes at its place in a JSON text. */
export function valueOfSet(text: string, { path, text: typed }: SetChange): unknown {
  return wireValue(typed, readAt(text, path))
}

function wireValue(text: string, present: unknown): unknown {
  if (typeof present === 'string') return text
  const trimmed = text.trim()
  const isNumber = typeof present === 'number' && /^-?\d/.test(trimmed)
  if (!isNumber && !/^(?:true|false|null|[{[])/.test(trimmed)) return text
  try {
    return JSON.parse(trimmed)
  } catch {
    return text
  }
}
