import {
  indexOf,
  memberOf,
  nodeAt,
  parseJson,
  plainValue,
  type JsonNode,
  type JsonObjectNode,
} from './json-tree.ts'

/** One replacement: `insert` stands in the place of `from` to `to`, as editors take it. */
export interface TextChange {
  from: number
  to: number
  insert: string
}

/** `not-json`: the text has to be mended first. `not-object`: something on the way to the path holds no members. */
export type EditProblem = 'not-json' | 'not-object'

export type EditResult =
  { ok: true; text: string; change: TextChange | null } | { ok: false; problem: EditProblem }

/** Values that a form writes. */
export type JsonValue =
  string | number | boolean | null | JsonValue[] | { readonly [key: string]: JsonValue }

export interface SetOptions {
  /** Keys of the holding object in the order of the documentation: a new member is put behind those before it. */
  order?: readonly string[]
}

const same = (text: string): EditResult => ({ ok: true, text, change: null })

const changed = (text: string, change: TextChange): EditResult => ({
  ok: true,
  text: text.slice(0, change.from) + change.insert + text.slice(change.to),
  change,
})

/**
 * Writes one value and leaves every other character as it was: unknown fields, order, spaces and escapes. Objects that are
 * missing on the way are made. A value that is there already, however it is escaped, changes nothing.
 */
export function setAt(
  text: string,
  path: readonly string[],
  value: JsonValue,
  options: SetOptions = {},
): EditResult {
  const reading = parseJson(text.trim() === '' ? '{}' : text)
  if (!reading.ok) return { ok: false, problem: 'not-json' }
  const source = text.trim() === '' ? '{}' : text
  const made = write(source, reading.root, path, value, options)
  // An empty text became an object: the whole of it is new.
  if (source === text || !made.ok) return made
  return { ok: true, text: made.text, change: { from: 0, to: text.length, insert: made.text } }
}

function write(
  text: string,
  root: JsonNode,
  path: readonly string[],
  value: JsonValue,
  options: SetOptions,
): EditResult {
  let node = root
  for (const [depth, step] of path.entries()) {
    const inner = childOf(node, step)
    const rest = path.slice(depth + 1)
    if (inner === undefined) {
      if (node.kind !== 'object') return { ok: false, problem: 'not-object' }
      const order = rest.length === 0 || depth === 0 ? (options.order ?? []) : []
      return insertMember(text, node, step, nested(rest, value), order)
    }
    // Nothing is lost where a null makes way for an object.
    if (inner.kind === 'literal' && inner.value === null && rest.length > 0) {
      return replaceNode(text, inner, nested(rest, value))
    }
    node = inner
  }
  return replaceNode(text, node, value)
}

const childOf = (node: JsonNode, step: string): JsonNode | undefined => {
  if (node.kind === 'object') return memberOf(node, step)?.value
  return node.kind === 'array' ? node.items[indexOf(step)] : undefined
}

const nested = (path: readonly string[], value: JsonValue): JsonValue =>
  path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value)

function replaceNode(text: string, node: JsonNode, value: JsonValue): EditResult {
  if (JSON.stringify(plainValue(node)) === JSON.stringify(value)) return same(text)
  const { indent } = lineOf(text, node.start)
  const insert = render(value, styleOf(text), indent)
  return changed(text, { from: node.start, to: node.end, insert })
}

interface Style {
  /** One step of indentation; empty: all in one line. */
  unit: string
  newline: string
  colon: string
}

/** How the text is laid out: what its first indented line and its first colon show; two spaces where nothing does. */
function styleOf(text: string): Style {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const indented = /\n([ \t]+)\S/.exec(text)?.[1]
  const bare = /^\s*\{\s*\}\s*$/.test(text)
  const unit = indented ?? (bare ? '  ' : '')
  const spaced = /"\s*:[ \t]/.test(text) || unit !== ''
  return { unit, newline, colon: spaced ? ': ' : ':' }
}

function render(value: JsonValue, style: Style, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (style.unit === '') {
    const text = JSON.stringify(value)
    return style.colon === ': ' ? spacedOut(value) : text
  }
  return JSON.stringify(value, null, style.unit).replaceAll('\n', style.newline + indent)
}

/** `{"a": 1, "b": [1, 2]}`: in one line, with a space behind each sign. */
function spacedOut(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(spacedOut).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}: ${spacedOut(inner)}`,
  )
  return `{${members.join(', ')}}`
}

/** The line that an offset stands in: whether only space is before it there, and that line's indentation. */
function lineOf(text: string, offset: number): { indent: string; first: boolean } {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? ''
  return { indent, first: start + indent.length >= offset }
}

function insertMember(
  text: string,
  object: JsonObjectNode,
  key: string,
  value: JsonValue,
  order: readonly string[],
): EditResult {
  const style = styleOf(text)
  const { members } = object
  if (members.length === 0) {
    const { indent } = lineOf(text, object.start)
    const inner = indent + style.unit
    const member = `${JSON.stringify(key)}${style.colon}${render(value, style, inner)}`
    const insert =
      style.unit === ''
        ? `{${member}}`
        : `{${style.newline}${inner}${member}${style.newline}${indent}}`
    return changed(text, { from: object.start, to: object.end, insert })
  }
  const after = placeFor(
    members.map((member) => member.key),
    key,
    order,
  )
  const neighbour = members[Math.max(after, 0)]
  if (neighbour === undefined) return same(text)
  // The members' own way: each on its line, or one behind the other.
  const line = lineOf(text, neighbour.keyStart)
  const gap = line.first ? style.newline + line.indent : style.colon === ': ' ? ' ' : ''
  const own = line.first ? style : { ...style, unit: '' }
  const member = `${JSON.stringify(key)}${style.colon}${render(value, own, line.indent)}`
  return after < 0
    ? changed(text, {
        from: neighbour.keyStart,
        to: neighbour.keyStart,
        insert: `${member},${gap || ''}`,
      })
    : changed(text, {
        from: neighbour.value.end,
        to: neighbour.value.end,
        insert: `,${gap}${member}`,
      })
}

/** The index of the member that the new one goes behind; -1: it goes first. Unknown keys go last. */
function placeFor(keys: string[], key: string, order: readonly string[]): number {
  const rank = order.indexOf(key)
  if (rank < 0) return keys.length - 1
  const before = new Set(order.slice(0, rank))
  const index = keys.findLastIndex((one) => before.has(one))
  if (index >= 0) return index
  return order.slice(rank + 1).some((one) => keys.includes(one)) ? -1 : keys.length - 1
}

/**
 * Takes one member or item out, with its comma and its space. `prune` also takes out the objects that are empty then.
 * A path that leads nowhere changes nothing.
 */
export function removeAt(
  text: string,
  path: readonly string[],
  options: { prune?: boolean } = {},
): EditResult {
  const reading = parseJson(text)
  if (!reading.ok) return { ok: false, problem: 'not-json' }
  let target = [...path]
  if (nodeAt(reading.root, target) === undefined || target.length === 0) return same(text)
  while (options.prune === true && target.length > 1) {
    const holder = nodeAt(reading.root, target.slice(0, -1))
    if (holder?.kind !== 'object') break
    const last = target.at(-1)
    if (holder.members.some(({ key }) => key !== last)) break
    target = target.slice(0, -1)
  }
  return takeOut(text, reading.root, target)
}

function takeOut(text: string, root: JsonNode, path: readonly string[]): EditResult {
  const holder = nodeAt(root, path.slice(0, -1))
  const last = path.at(-1) ?? ''
  if (holder?.kind !== 'object' && holder?.kind !== 'array') return same(text)
  const parts =
    holder.kind === 'object'
      ? holder.members.map(({ key, keyStart, value }) => ({ key, start: keyStart, end: value.end }))
      : holder.items.map(({ start, end }, index) => ({ key: String(index), start, end }))
  // Of a key that stands twice all go: otherwise the one before would come to light.
  const doomed = parts.filter(({ key }) => key === last)
  const left = parts.filter(({ key }) => key !== last)
  if (doomed.length === 0) return same(text)
  if (left.length === 0) {
    const insert = holder.kind === 'object' ? '{}' : '[]'
    return changed(text, { from: holder.start, to: holder.end, insert })
  }
  let next = text
  for (const part of doomed.toReversed()) {
    const index = parts.indexOf(part)
    const before = parts[index - 1]
    const after = parts[index + 1]
    // With a neighbour before it goes from there on; the first goes up to the one behind it.
    const [from, to] =
      before === undefined ? [part.start, after?.start ?? part.end] : [before.end, part.end]
    next = next.slice(0, from) + next.slice(to)
    parts.splice(index, 1)
  }
  return { ok: true, text: next, change: between(text, next) }
}

/** The one replacement that turns a text into another. */
export function between(before: string, after: string): TextChange | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let tail = 0
  while (
    tail < most - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1
  }
  return { from: start, to: before.length - tail, insert: after.slice(start, after.length - tail) }
}

/** A value of a text, as a plain one; undefined where there is none or the text is no JSON. */
export function readAt(text: string, path: readonly string[]): unknown {
  const reading = parseJson(text)
  if (!reading.ok) return undefined
  const node = nodeAt(reading.root, path)
  return node === undefined ? undefined : plainValue(node)
}
