import {
  fieldOf,
  fieldsOf,
  methods,
  needOf,
  orderAt,
  type FieldId,
} from '../../shared/payload/fields.ts'
import { removeAt, setAt } from '../../shared/payload/json-edit.ts'
import { leavesOf, nodeAt, parseJson, type JsonNode } from '../../shared/payload/json-tree.ts'
import { fromWireAmount, toWireAmount } from '../../shared/payload/wire-amount.ts'
import type { Dialect } from '../model/environment.ts'
import type { Translation, TranslationTarget } from '../model/payload.ts'
import { exampleClient } from './minimal.ts'

/** A payee preset at Klavi has no counterpart in G2 but a payment by key, and the other way round. */
const nearest: Readonly<Record<string, string>> = {
  PIX_MANU_AUTO: 'PIX_INIC',
  PIX_INIC: 'PIX_DICT',
}

/**
 * Rewrites a payload for another method or dialect: what has a place there is moved, with its value in the target's form;
 * what has none is taken out and listed. Fields that are in no documentation stay where they are.
 */
export function translate(text: string, from: Dialect, to: TranslationTarget): Translation {
  const reading = parseJson(text)
  if (!reading.ok || reading.root.kind !== 'object') return { text, dropped: [], moved: [] }
  const work = new Work(text, from, to.dialect)
  const written = work.value('method')
  const method = to.method ?? methodIn(to.dialect, written)
  if (wordsOf(from) !== wordsOf(to.dialect)) work.changeDialect()
  if (method !== '' && method !== work.value('method')) work.put('method', method)
  work.dropForbidden(method)
  return { text: work.text, dropped: work.dropped, moved: work.moved }
}

const wordsOf = (dialect: Dialect): 'g1' | 'g2' => (dialect === 'g1' ? 'g1' : 'g2')

function methodIn(dialect: Dialect, method: string): string {
  if (method === '' || methods(dialect).includes(method)) return method
  return nearest[method] ?? method
}

class Work {
  text: string
  dialect: Dialect
  readonly target: Dialect
  readonly dropped: Translation['dropped'] = []
  readonly moved: Translation['moved'] = []

  constructor(text: string, from: Dialect, target: Dialect) {
    this.text = text
    this.dialect = from
    this.target = target
  }

  #node(path: readonly string[]): JsonNode | undefined {
    const reading = parseJson(this.text)
    return reading.ok ? nodeAt(reading.root, path) : undefined
  }

  /** The field's text in the dialect that the work has come to; empty where there is none. */
  value(id: FieldId): string {
    const spec = fieldOf(this.dialect, id)
    const node = spec === undefined ? undefined : this.#node(spec.path)
    return node?.kind === 'string' || node?.kind === 'number' ? String(node.value) : ''
  }

  put(id: FieldId, value: string): void {
    this.#move(id, written(value))
  }

  /** Writes a value as it stood in its old place: a number stays one, to the last digit. False: there is no room for it. */
  #move(id: FieldId, { source, text, isText }: Value): boolean {
    const spec = fieldOf(this.dialect, id)
    if (spec === undefined) return false
    const order = orderAt(this.dialect, spec.path)
    const result = setAt(this.text, spec.path, isText ? text : null, { order })
    if (!result.ok) return false
    this.text = result.text
    const node = isText ? undefined : this.#node(spec.path)
    if (node) this.text = this.text.slice(0, node.start) + source + this.text.slice(node.end)
    return true
  }

  #take(path: readonly string[]): void {
    const result = removeAt(this.text, path, { prune: true })
    if (result.ok) this.text = result.text
  }

  changeDialect(): void {
    const before = readAll(this.text, this.dialect)
    const businessPayer = this.#payer(before)
    for (const { path } of fieldsOf(this.dialect)) this.#take(path)
    const from = this.dialect
    this.dialect = this.target
    for (const [id, value] of before) {
      const spec = fieldOf(this.target, id)
      const old = fieldOf(from, id)?.path ?? []
      if (spec === undefined) {
        const known = businessPayer.used.has(id) || implied.has(id) || client.get(id) === value.text
        if (!known) this.#drop([...old], value.text, 'no-place')
        continue
      }
      if (businessPayer.used.has(id)) continue
      const wire = id === 'amount' ? this.#amount(value, from) : value
      if (wire === undefined) {
        this.#drop([...old], value.text, 'unread')
        continue
      }
      if (!this.#move(id, wire)) {
        this.#drop([...old], value.text, 'no-place')
        continue
      }
      if (old.join('.') !== spec.path.join('.') || wire.source !== value.source) {
        this.moved.push({ from: [...old], to: [...spec.path] })
      }
    }
    for (const [id, value] of businessPayer.values) {
      if (!this.#move(id, value)) this.#drop([id], value.text, 'no-place')
    }
    for (const { path, value } of businessPayer.dropped) this.#drop(path, value, 'no-place')
    this.#complete()
  }

  #drop(path: string[], value: string, reason: Translation['dropped'][number]['reason']): void {
    this.dropped.push({ path, value, reason })
  }

  #amount(value: Value, from: Dialect): Value | undefined {
    if (value.text.includes('{{') || isNull(value)) return value
    const centavos = fromWireAmount(value.text, from)
    if (centavos === null) return undefined
    const wire = toWireAmount(centavos, this.target)
    // `48.00` would be 48 as a number.
    const asNumber = !value.isText && String(Number(wire)) === wire
    return asNumber ? { text: wire, source: wire, isText: false } : written(wire)
  }

  /** A company is a second party in G1 and the customer in G2, where the person is only known by a CPF. */
  #payer(before: Map<FieldId, Value>): {
    used: Set<FieldId>
    values: Map<FieldId, Value>
    dropped: { path: string[]; value: string }[]
  } {
    const used = new Set<FieldId>()
    const values = new Map<FieldId, Value>()
    const dropped: { path: string[]; value: string }[] = []
    const company = before.get('businessTaxId')
    const type = before.get('payerType')?.text
    const take = (to: FieldId, from: FieldId): void => {
      const value = before.get(from)
      if (value !== undefined && value.text !== '') values.set(to, value)
    }
    if (this.dialect === 'g1' && company !== undefined && !isNull(company)) {
      values.set('payerType', written('CNPJ'))
      take('payerTaxId', 'businessTaxId')
      take('payerName', 'businessName')
      take('loggedUserCpf', 'payerTaxId')
      const person = before.get('payerName')
      if (person !== undefined) dropped.push({ path: ['user', 'name'], value: person.text })
      for (const id of ['businessTaxId', 'businessName', 'payerTaxId', 'payerName'] as const) {
        used.add(id)
      }
    } else if (this.dialect !== 'g1' && type === 'CNPJ') {
      take('businessTaxId', 'payerTaxId')
      take('businessName', 'payerName')
      take('payerTaxId', 'loggedUserCpf')
      for (const id of ['payerType', 'payerTaxId', 'payerName', 'loggedUserCpf'] as const) {
        used.add(id)
      }
    }
    return { used, values, dropped }
  }

  /** What the target's dialect says of itself. */
  #complete(): void {
    if (this.target === 'g1') return
    if (this.value('currency') === '') this.put('currency', 'BRL')
    for (const [id, value] of client) if (this.value(id) === '') this.put(id, value)
    for (const [type, document] of [
      ['payerType', 'payerTaxId'],
      ['creditorType', 'creditorTaxId'],
    ] as const) {
      const taxId = this.value(document)
      if (taxId !== '' && this.value(type) === '') {
        this.put(type, /^[0-9A-Z]{14}$/.test(taxId) ? 'CNPJ' : 'CPF')
      }
    }
  }

  dropForbidden(method: string): void {
    for (const { id, path } of fieldsOf(this.dialect)) {
      const need = needOf(this.dialect, method, id)
      if (need !== 'forbidden' && need !== 'unused') continue
      const node = this.#node(path)
      if (node === undefined) continue
      this.#drop([...path], leafText(this.text, node), 'not-with-method')
      this.#take(path)
    }
  }
}

/** What is filled in where a payload says nothing of the client's machine; taken out again without a word. */
const client = new Map<FieldId, string>([
  ['clientOs', exampleClient.os],
  ['clientOsVersion', exampleClient.osVersion],
  ['clientPlatform', exampleClient.platform],
])

/** Fields of G2 that say nothing which G1 would not know by itself. */
const implied = new Set<FieldId>(['currency', 'payerType', 'creditorType'])

const leafText = (text: string, node: JsonNode): string =>
  node.kind === 'string' ? String(node.value) : text.slice(node.start, node.end)

/** A field's value with how it is written, so that a move changes neither its type nor a digit. */
interface Value {
  /** A string's characters; of all else the JSON. */
  text: string
  /** The JSON, as it stood. */
  source: string
  isText: boolean
}

const written = (text: string): Value => ({ text, source: JSON.stringify(text), isText: true })
const isNull = ({ source }: Value): boolean => source === 'null'

function readAll(text: string, dialect: Dialect): Map<FieldId, Value> {
  const found = new Map<FieldId, Value>()
  const reading = parseJson(text)
  if (!reading.ok) return found
  for (const { id, path } of fieldsOf(dialect)) {
    const node = nodeAt(reading.root, path)
    if (node === undefined) continue
    const source = text.slice(node.start, node.end)
    found.set(id, { text: leafText(text, node), source, isText: node.kind === 'string' })
  }
  return found
}

/** The dialect that a payload's words belong to; undefined where they tell of neither more than of the other. */
export function dialectOf(text: string): 'g1' | 'g2' | undefined {
  const reading = parseJson(text)
  if (!reading.ok) return undefined
  const paths = new Set([...leavesOf(reading.root)].map(({ path }) => path.join('.')))
  const count = (dialect: Dialect, other: Dialect): number => {
    const foreign = new Set(fieldsOf(other).map(({ path }) => path.join('.')))
    return fieldsOf(dialect).filter(({ path }) => {
      const key = path.join('.')
      return paths.has(key) && !foreign.has(key)
    }).length
  }
  const g1 = count('g1', 'g2')
  const g2 = count('g2', 'g1')
  return g1 === g2 ? undefined : g1 > g2 ? 'g1' : 'g2'
}
