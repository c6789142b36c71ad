import { parseJson, type JsonNode } from './json-tree.ts'

/**
 * A JSON text laid out anew, two spaces a level, or in one line without spaces. Names and values stay as they are written:
 * no digit of a number, no escape and no member that stands twice is lost. Undefined where the text is no JSON.
 */
export function layOut(
  text: string,
  form: 'indented' | 'one-line' = 'indented',
): string | undefined {
  const reading = parseJson(text)
  if (!reading.ok) return undefined
  const [newline, unit, colon] = form === 'indented' ? ['\n', '  ', ': '] : ['', '', ':']

  const block = (open: string, close: string, parts: string[], indent: string): string =>
    parts.length === 0
      ? `${open}${close}`
      : `${open}${newline}${parts.map((part) => `${indent}${unit}${part}`).join(`,${newline}`)}${newline}${indent}${close}`

  const write = (node: JsonNode, indent: string): string => {
    const inner = indent + unit
    if (node.kind === 'array') {
      const items = node.items.map((item) => write(item, inner))
      return block('[', ']', items, indent)
    }
    if (node.kind !== 'object') return text.slice(node.start, node.end)
    const members = node.members.map(
      ({ keyStart, keyEnd, value }) =>
        `${text.slice(keyStart, keyEnd)}${colon}${write(value, inner)}`,
    )
    return block('{', '}', members, indent)
  }
  return write(reading.root, '')
}
