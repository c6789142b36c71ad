import type { DriftFinding, DriftKind } from '../../model/drift.ts'
import { typeOf, type Shape } from './shape.ts'

/** Elements of a list that are looked at; a thousand banks teach nothing that the first do not. */
const mostElements = 200
const longestExample = 80

export type Difference = Pick<
  DriftFinding,
  'path' | 'kind' | 'verdict' | 'expected' | 'seen' | 'example'
>

/**
 * Every difference between a reply and its documented shape, each path once (`$.data[].name`). Where the documentation
 * itself is unsure (peer, guess) a difference is `learned`, else it is `drift`. Examples are not redacted here.
 */
export function compareShape(value: unknown, shape: Shape): Difference[] {
  const found = new Map<string, Difference>()
  visit('$', value, shape, (difference) => {
    const key = `${difference.path} ${difference.kind} ${difference.seen}`
    if (!found.has(key)) found.set(key, difference)
  })
  return [...found.values()]
}

function visit(
  path: string,
  value: unknown,
  shape: Shape,
  report: (difference: Difference) => void,
): void {
  const tell = (
    at: string,
    kind: DriftKind,
    mark: Shape['mark'],
    expected: string,
    seen: string,
    example: unknown,
  ): void =>
    report({
      path: at,
      kind,
      verdict: mark === 'doc' ? 'drift' : 'learned',
      expected,
      seen,
      example: exampleOf(example),
    })

  const type = typeOf(value)
  if (!shape.types.includes(type)) {
    tell(path, 'other-type', shape.mark, shape.types.join(' | '), type, value)
    return
  }
  if (typeof value === 'string' && shape.known !== undefined && !shape.known(value)) {
    tell(path, 'unknown-status', shape.mark, '', value, value)
  }
  if (Array.isArray(value) && shape.items !== undefined) {
    for (const element of value.slice(0, mostElements)) {
      visit(`${path}[]`, element, shape.items, report)
    }
  }
  if (type !== 'object' || shape.fields === undefined) return
  const record = value as Record<string, unknown>
  for (const [name, expected] of Object.entries(shape.fields)) {
    if (Object.hasOwn(record, name)) visit(`${path}.${name}`, record[name], expected, report)
    else if (expected.required === true) {
      tell(`${path}.${name}`, 'missing', expected.mark, expected.types.join(' | '), '', undefined)
    }
  }
  for (const [name, extra] of Object.entries(record)) {
    if (Object.hasOwn(shape.fields, name)) continue
    tell(`${path}.${name}`, 'unknown-field', shape.mark, '', typeOf(extra), extra)
  }
}

function exampleOf(value: unknown): string {
  if (value === undefined) return ''
  const text = JSON.stringify(value) ?? ''
  return text.length > longestExample ? `${text.slice(0, longestExample)}…` : text
}
