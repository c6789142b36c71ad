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
  new Comparison(before, after, found).walk(old.root, now.root, [])
  const fields = new Map(fieldsOf(dialect).map(({ id, path }) => [path.join('\n'), id]))
  return found.map((difference) => withField(difference, fields.get(difference.path.join('\n'))))
}

const withField = (difference: PayloadDifference, field?: FieldId): PayloadDifference =>
  field === undefined ? difference : { ...difference, field }

/** How numbers are written: as they stand, or so that equal ones are equal texts. */
type Numbers = (source: string) => string

class Comparison {
  readonly #before: string
  readonly #after: string
  readonly #found: PayloadDifference[]

  constructor(before: string, after: string, found: PayloadDifference[]) {
    this.#before = before
    this.#after = after
    this.#found = found
  }

  walk(before: JsonNode, after: JsonNode, path: string[]): void {
    if (before.kind === 'object' && after.kind === 'object') {
      const old = new Map(before.members.map(({ key, value }) => [key, value]))
      const now = new Map(after.members.map(({ key, value }) => [key, value]))
      this.#pairs(old, now, path)
    } else if (before.kind === 'array' && after.kind === 'array') {
      const old = new Map(before.items.map((item, index) => [String(index), item]))
      const now = new Map(after.items.map((item, index) => [String(index), item]))
      this.#pairs(old, now, path)
    } else if (
      canonical(before, this.#before, sameNumber) !== canonical(after, this.#after, sameNumber)
    ) {
      this.#found.push({ path, kind: 'changed', ...this.#old(before), ...this.#new(after) })
    }
  }

  #pairs(old: Map<string, JsonNode>, now: Map<string, JsonNode>, path: string[]): void {
    for (const [key, value] of old) {
      const next = now.get(key)
      if (next !== undefined) this.walk(value, next, [...path, key])
      else this.#found.push({ path: [...path, key], kind: 'removed', ...this.#old(value) })
    }
    for (const [key, value] of now) {
      if (old.has(key)) continue
      this.#found.push({ path: [...path, key], kind: 'added', ...this.#new(value) })
    }
  }

  #old(node: JsonNode): { before: string } {
    return { before: canonical(node, this.#before, asWritten) }
  }

  #new(node: JsonNode): { after: string } {
    return { after: canonical(node, this.#after, asWritten) }
  }
}

const asWritten: Numbers = (source) => source

/** `1.50` and `15e-1` are one number; of two that a double cannot tell apart every digit counts. */
const sameNumber: Numbers = (source) => {
  const [, sign = '', whole = '', decimals = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? []
  const digits = `${whole}${decimals}`.replace(/^0+/, '')
  const bare = digits.replace(/0+$/, '')
  if (bare === '') return `${sign}0`
  return `${sign}${bare}e${BigInt(power) + BigInt(digits.length - bare.length - decimals.length)}`
}

/** A value in one way of writing it: members in the order of their names, no spaces. */
function canonical(node: JsonNode, text: string, numbers: Numbers): string {
  if (node.kind === 'array') {
    return `[${node.items.map((item) => canonical(item, text, numbers)).join(',')}]`
  }
  if (node.kind === 'number') return numbers(text.slice(node.start, node.end))
  if (node.kind !== 'object') return JSON.stringify(node.value)
  const members = new Map(node.members.map(({ key, value }) => [key, value]))
  const written = [...members.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonical(value, text, numbers)}`)
  return `{${written.join(',')}}`
}
