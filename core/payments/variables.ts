import { leavesOf, parseJson, type JsonNode } from '../../shared/payload/json-tree.ts'
import type { ResolvedVariable, StrayBraces } from '../model/payload.ts'
import { brasiliaDay } from './brasilia-date.ts'

/** What variables stand for in one send; the same in the preview and in what is sent. */
export interface VariableValues {
  /** A UUID that was never used before. */
  uuid: string
  /** Epoch milliseconds. */
  now: number
  /** The chosen bank's id; empty: none is chosen. */
  participantId: string
  /** A made-up CPF with right check digits. */
  cpf: string
  /** `{{var.NAME}}`: the environment's own list (and KLAVI_VAR_* on the command line), nothing else. */
  own: Readonly<Record<string, string>>
}

export interface Resolution {
  text: string
  variables: ResolvedVariable[]
  /** What looks like a variable, is none, and goes out as it is. */
  stray: StrayBraces[]
}

const token = /\{\{\s*([^{}]*?)\s*\}\}/g
/** More days than any rule allows; what is beyond is no date but a mistake. */
const braces = /\{\{|\}\}/
const mostDays = 36_500

/**
 * Puts values in the place of `{{name}}` inside the JSON's strings (not in its keys, and not in what was put in). All else
 * stays byte for byte, and what is not known stays as it is. A text that is no JSON is left alone.
 */
export function resolveVariables(text: string, values: VariableValues): Resolution {
  const found = new Map<string, ResolvedVariable>()
  const reading = braces.test(text) ? parseJson(text) : undefined
  if (reading === undefined || !reading.ok) return { text, variables: [], stray: [] }
  const stray = [...strayNames(reading.root, [])]
  const strings = [...leavesOf(reading.root)].filter(({ node }) => node.kind === 'string')
  let resolved = text
  for (const { node, path } of strings.toReversed()) {
    const source = text.slice(node.start, node.end)
    const next = source.replace(token, (whole, name: string) => {
      const variable = found.get(name) ?? { ...valueOf(name, values), paths: [] }
      variable.paths.unshift(path)
      found.set(name, variable)
      // Cut from between its quotes: the value may hold what JSON has to escape.
      return variable.value === undefined ? whole : JSON.stringify(variable.value).slice(1, -1)
    })
    if (braces.test(source.replace(token, ''))) stray.push({ path, inName: false })
    if (next !== source) resolved = resolved.slice(0, node.start) + next + resolved.slice(node.end)
  }
  return { text: resolved, variables: [...found.values()].toReversed(), stray }
}

function* strayNames(node: JsonNode, path: readonly string[]): Generator<StrayBraces> {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      yield* strayNames(item, [...path, String(index)])
    }
  }
  if (node.kind !== 'object') return
  for (const { key, value } of node.members) {
    const here = [...path, key]
    if (braces.test(key)) yield { path: here, inName: true }
    yield* strayNames(value, here)
  }
}

function valueOf(name: string, values: VariableValues): Omit<ResolvedVariable, 'paths'> {
  if (name === 'uuid') return { name, value: values.uuid }
  if (name === 'now') return { name, value: new Date(values.now).toISOString() }
  if (name === 'cpf') return { name, value: values.cpf }
  if (name === 'participantId') {
    return values.participantId === ''
      ? { name, problem: 'missing' }
      : { name, value: values.participantId }
  }
  const day = /^today(?:\s*([+-])\s*(\d{1,6}))?$/.exec(name)
  if (day !== null) {
    const days = Number(`${day[1] ?? '+'}${day[2] ?? '0'}`)
    if (Math.abs(days) > mostDays) return { name, problem: 'malformed' }
    return { name, value: brasiliaDay(values.now, days) }
  }
  const own = /^var\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(name)?.[1]
  if (own === undefined) return { name, problem: name.startsWith('var.') ? 'malformed' : 'unknown' }
  const value = Object.hasOwn(values.own, own) ? values.own[own] : undefined
  return value === undefined ? { name, problem: 'missing' } : { name, value }
}
