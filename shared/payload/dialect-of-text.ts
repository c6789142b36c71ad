import type { Dialect } from '../../core/model/environment.ts'
import { fieldsOf } from './fields.ts'
import { parseJson } from './json-tree.ts'

const topKeys = (dialect: Dialect): Set<string> =>
  new Set(fieldsOf(dialect).map(({ path }) => path[0] ?? ''))

const older = topKeys('g1')
const newer = topKeys('g2')

/**
 * The dialect that a payload is written in, by the names of its fields: the environment's own unless more of them belong
 * only to the other vocabulary (docs/klavi-api.md §2: G2 and G3 share one).
 */
export function dialectOfText(text: string, own: Dialect): Dialect {
  const reading = parseJson(text)
  if (!reading.ok || reading.root.kind !== 'object') return own
  const keys = reading.root.members.map(({ key }) => key)
  const onlyOlder = keys.filter((key) => older.has(key) && !newer.has(key)).length
  const onlyNewer = keys.filter((key) => newer.has(key) && !older.has(key)).length
  if (own === 'g1') return onlyNewer > onlyOlder ? 'g2' : own
  return onlyOlder > onlyNewer ? 'g1' : own
}
