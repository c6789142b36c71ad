import { parseJson, type JsonNode } from '../../shared/payload/json-tree.ts'

/** What a text that may be no JSON says of its fields, as a lenient server may read them. */
export interface WireFields {
  /**
   * Paths of the names that stand more than once in one object, e.g. `user.name`. Capitals make no difference: there are
   * servers to which they make none.
   */
  repeated: string[]
  /** Whether an amount stands anywhere in it, however its name is escaped. */
  namesAmount: boolean
  /** The texts that stand under the name of a QR code. */
  qrCodes: string[]
  /** Nested deeper than is read here, so that nothing is known of it. */
  tooDeep: boolean
}

export function wireFields(body: string): WireFields {
  const reading = parseJson(body)
  if (!reading.ok) {
    const tooDeep = reading.problem === 'too-deep'
    const namesAmount = tooDeep || /"amount"\s*:/i.test(body)
    return { repeated: [], namesAmount, qrCodes: [], tooDeep }
  }
  const found: WireFields = { repeated: [], namesAmount: false, qrCodes: [], tooDeep: false }
  look(reading.root, '', found)
  return found
}

function look(node: JsonNode, path: string, found: WireFields): void {
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) look(item, join(path, String(index)), found)
  }
  if (node.kind !== 'object') return
  const seen = new Set<string>()
  for (const { key, value } of node.members) {
    const name = key.toLowerCase()
    if (name === 'amount') found.namesAmount = true
    if (name === 'qrcode' && 'value' in value && typeof value.value === 'string') {
      found.qrCodes.push(value.value)
    }
    if (seen.has(name)) found.repeated.push(join(path, key))
    seen.add(name)
    look(value, join(path, key), found)
  }
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)
