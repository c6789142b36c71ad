import { fieldsOf, type FieldId } from '../../shared/payload/fields.ts'
import { parseJson, type JsonNode } from '../../shared/payload/json-tree.ts'
import type { Dialect } from '../model/environment.ts'
import type { PayloadDifference } from '../model/payload.ts'

/**
 * What differs between two payloads by meaning: the order of members, spaces and escapes make no difference; the type of a
 * value does (`"48"` is not `48`). Texts that are no JSON differ as a whole.
 */
export function differences(before: string, after: string, dialect: Dialect): PayloadDifference[] {
  const old = parseJson(before)
  const now = parseJson(after)
  if (!old.ok || !now.ok) {
    return before.trim() === after.trim() ? [] : [{ path: [], kind: 'changed', before, after }]
  }
  const found: PayloadDifference[] = []
  walk(old.root, now.root, [], found)
  const fields = new Map(fieldsOf(dialect).map(({ id, path }) => [path.join('\n'), id]))
  return found.map((difference) => withField(difference, fields.get(difference.path.join('\n'))))
}

const withField = (difference: PayloadDifference, field?: FieldId): PayloadDifference =>
  field === undefined ? difference : { ...difference, field }

function walk(before: JsonNode, after: JsonNode, path: string[], found: PayloadDifference[]): void {
  if (before.kind === 'object' && after.kind === 'object') {
    const old = new Map(before.members.map(({ key, value }) => [key, value]))
    const now = new Map(after.members.map(({ key, value }) => [key, value]))
    pairs(old, now, path, found)
  } else if (before.kind === 'array' && after.kind === 'array') {
    const old = new Map(before.items.map((item, index) => [String(index), item]))
    const now = new Map(after.items.map((item, index) => [String(index), item]))
    pairs(old, now, path, found)
  } else if (canonical(before) !== canonical(after)) {
    found.push({ path, kind: 'changed', before: canonical(before), after: canonical(after) })
  }
}

function pairs(
  old: Map<string, JsonNode>,
  now: Map<string, JsonNode>,
  path: string[],
  found: PayloadDifference[],
): void {
  for (const [key, value] of old) {
    const next = now.get(key)
    if (next !== undefined) walk(value, next, [...path, key], found)
    else found.push({ path: [...path, key], kind: 'removed', before: canonical(value) })
  }
  for (const [key, value] of now) {
    if (!old.has(key)) found.push({ path: [...path, key], kind: 'added', after: canonical(value) })
  }
}

/** A value in one way of writing it: members in the order of their names, no spaces. */
function canonical(node: JsonNode): string {
  if (node.kind === 'array') return `[${node.items.map(canonical).join(',')}]`
  if (node.kind !== 'object') return JSON.stringify(node.value)
  const members = new Map(node.members.map(({ key, value }) => [key, value]))
  const keys = [...members.keys()].sort()
  const written = keys.map((key) => {
    const value = members.get(key)
    return `${JSON.stringify(key)}:${value === undefined ? 'null' : canonical(value)}`
  })
  return `{${written.join(',')}}`
}
