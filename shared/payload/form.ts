import type { Dialect } from '../../core/model/environment.ts'
import { readReais } from './amount.ts'
import { fieldOf, orderAt, type FieldId, type FieldSpec } from './fields.ts'
import { removeAt, setAt, type EditResult } from './json-edit.ts'
import { nodeAt, parseJson, plainValue, type JsonNode } from './json-tree.ts'
import { fromWireAmount, toWireAmount } from './wire-amount.ts'

/** The digits and letters of a document as people type it. */
export const bareDocument = (typed: string): string => typed.replace(/[.\-/\s]/g, '').toUpperCase()

/** A value that holds a `{{variable}}` goes into the JSON as it was typed. */
export const hasVariable = (text: string): boolean => /\{\{[^{}]*\}\}/.test(text)

/**
 * What a form field writes into the JSON for what was typed: an amount in reais as the dialect's wire amount, a document as
 * its digits, all else as it is. What cannot be read goes in as it was typed: the rules say what is wrong with it.
 */
export function wireOf(spec: FieldSpec, typed: string, dialect: Dialect): string {
  if (hasVariable(typed)) return typed
  if (spec.kind === 'amount') {
    const reading = readReais(typed)
    return reading.ok ? toWireAmount(reading.centavos, dialect) : unread(typed.trim(), dialect)
  }
  if (spec.kind === 'cpf' || spec.kind === 'cnpj' || spec.kind === 'document') {
    const bare = bareDocument(typed)
    return /^[0-9A-Z]{11,14}$/.test(bare) ? bare : typed
  }
  return typed
}

/**
 * An amount that could not be read, as no dialect reads it: what was typed as reais must not be taken for centavos
 * (`99999999999999` is too much to be reais, and would be fourteen digits of them).
 */
const unread = (typed: string, dialect: Dialect): string =>
  (fromWireAmount(typed, dialect) ?? 0) > 0 ? `R$ ${typed}` : typed

/** What a form field shows for a wire value: an amount in reais, all else as it is. */
export function typedOf(spec: FieldSpec, wire: unknown, dialect: Dialect): string {
  if (wire === undefined || wire === null) return ''
  if (typeof wire === 'object') return JSON.stringify(wire)
  const text = String(wire)
  if (spec.kind !== 'amount') return text
  const centavos = fromWireAmount(text, dialect)
  if (centavos === null) return text
  const digits = String(centavos).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.')
  return `${whole},${digits.slice(-2)}`
}

/** A JSON text as the form reads it, parsed once. */
export interface FormView {
  /** Whether the text is a JSON object; if not, all values are empty and nothing can be edited. */
  ok: boolean
  has(id: FieldId): boolean
  /** The place on the way to a field where something stands that holds no members; null where it can be written. */
  blockedBy(id: FieldId): string[] | null
  /** The wire value of a field; undefined where it is not there. */
  wire(id: FieldId): unknown
  /** What the field shows. `typed`: what was typed there last, shown while it still means what stands in the JSON. */
  shown(id: FieldId, typed?: string): string
}

/** The first place on a path where something stands that is no object; a null makes way for one. */
export function closedAt(root: JsonNode, path: readonly string[]): string[] | null {
  for (let depth = 1; depth < path.length; depth += 1) {
    const place = path.slice(0, depth)
    const node = nodeAt(root, place)
    if (node === undefined || (node.kind === 'literal' && node.value === null)) return null
    if (node.kind !== 'object') return place
  }
  return null
}

export function viewOf(text: string, dialect: Dialect): FormView {
  const reading = parseJson(text)
  const root = reading.ok && reading.root.kind === 'object' ? reading.root : undefined
  const nodeOf = (id: FieldId): JsonNode | undefined => {
    const spec = fieldOf(dialect, id)
    return spec === undefined || root === undefined ? undefined : nodeAt(root, spec.path)
  }
  const wire = (id: FieldId): unknown => {
    const node = nodeOf(id)
    return node === undefined ? undefined : plainValue(node)
  }
  return {
    ok: root !== undefined,
    has: (id) => nodeOf(id) !== undefined,
    blockedBy(id) {
      const spec = fieldOf(dialect, id)
      return spec === undefined || root === undefined ? null : closedAt(root, spec.path)
    },
    wire,
    shown(id, typed) {
      const spec = fieldOf(dialect, id)
      if (spec === undefined) return ''
      const value = wire(id)
      const plain = typeof value === 'object' && value !== null ? undefined : String(value ?? '')
      if (typed !== undefined && plain === wireOf(spec, typed, dialect)) return typed
      return typedOf(spec, value, dialect)
    },
  }
}

/**
 * Writes what was typed into a form field into the JSON text; an emptied field is taken out, with the objects that it
 * leaves empty. A number in the JSON stays a number where what was typed is one and is written the same.
 */
export function setField(text: string, dialect: Dialect, id: FieldId, typed: string): EditResult {
  const spec = fieldOf(dialect, id)
  if (spec === undefined) return { ok: true, text, change: null }
  if (typed === '') {
    if (text.trim() === '') return { ok: true, text, change: null }
    return removeAt(text, spec.path, { prune: true })
  }
  const wire = wireOf(spec, typed, dialect)
  const reading = parseJson(text)
  const present = reading.ok ? nodeAt(reading.root, spec.path) : undefined
  const asNumber = present?.kind === 'number' && String(Number(wire)) === wire
  return setAt(text, spec.path, asNumber ? Number(wire) : wire, {
    order: orderAt(dialect, spec.path),
  })
}
