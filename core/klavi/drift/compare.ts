import { maskField, maskText } from '../../evidence/personal-data.ts'
import { redactJson } from '../../evidence/redactor.ts'
import type { DriftFinding, DriftKind } from '../../model/drift.ts'
import { typeOf, type Shape } from './shape.ts'

/** Elements of a list that are looked at; a thousand banks teach nothing that the first do not. */
const mostElements = 200
const longestExample = 80
/** A name or a status that is longer is none. */
const longestName = 120
/** Findings of one reply. An object whose names are ids would otherwise fill the list. */
const mostDifferences = 300

export type Difference = Pick<
  DriftFinding,
  'path' | 'kind' | 'verdict' | 'expected' | 'seen' | 'example'
>

/**
 * Every difference between a reply and its documented shape, each path once (`$.data[].name`). Where the documentation
 * itself is unsure (peer, guess) a difference is `learned`, else it is `drift`. What is quoted of the reply (names of
 * fields, values, examples) is redacted and a person's data in it is masked while it is still whole, and then cut: of a
 * key that was cut first nobody could tell that it is one.
 *
 * @param root what paths begin with
 */
export function compareShape(
  value: unknown,
  shape: Shape,
  redact: (text: string) => string,
  root = '$',
): Difference[] {
  const found = new Map<string, Difference>()
  const quote = (text: string): string => cut(maskText(redact(text)), longestName)
  visit(
    { path: root, name: '', parent: '' },
    value,
    shape,
    quote,
    ({ place, seen, example, ...rest }) => {
      const difference = { ...rest, path: place.path, seen, example: '' }
      const key = `${difference.path} ${difference.kind} ${difference.seen}`
      if (found.has(key) || found.size >= mostDifferences) return
      found.set(key, { ...difference, example: exampleOf(example, place, redact) })
    },
  )
  return [...found.values()]
}

/** Where a value stands. The names are as they came, for the masks that go by them. */
interface Place {
  /** As it is shown. */
  path: string
  name: string
  parent: string
}

interface Sighting extends Omit<Difference, 'path' | 'example'> {
  place: Place
  example: unknown
}

function visit(
  place: Place,
  value: unknown,
  shape: Shape,
  quote: (text: string) => string,
  report: (sighting: Sighting) => void,
): void {
  const tell = (
    at: Place,
    kind: DriftKind,
    mark: Shape['mark'],
    expected: string,
    seen: string,
    example: unknown,
  ): void =>
    report({
      place: at,
      kind,
      verdict: mark === 'doc' ? 'drift' : 'learned',
      expected,
      seen,
      example,
    })

  const type = typeOf(value)
  if (!shape.types.includes(type)) {
    tell(place, 'other-type', shape.mark, shape.types.join(' | '), type, value)
  }
  if (typeof value === 'string' && shape.known !== undefined && !shape.known(value)) {
    tell(place, 'unknown-status', shape.mark, '', quote(value), value)
  }
  if (Array.isArray(value) && shape.items !== undefined) {
    const element = { ...place, path: `${place.path}[]` }
    for (const item of value.slice(0, mostElements)) {
      visit(element, item, shape.items, quote, report)
    }
  }
  if (type !== 'object' || shape.fields === undefined || !shape.types.includes(type)) return
  const record = value as Record<string, unknown>
  const below = (name: string, shown: string): Place => ({
    path: `${place.path}.${shown}`,
    name,
    parent: place.name,
  })
  for (const [name, expected] of Object.entries(shape.fields)) {
    const field = below(name, name)
    if (Object.hasOwn(record, name)) {
      if (expected.undocumented === true) {
        tell(field, 'unknown-field', expected.mark, '', typeOf(record[name]), record[name])
      }
      visit(field, record[name], expected, quote, report)
    } else if (expected.required === true) {
      tell(field, 'missing', expected.mark, expected.types.join(' | '), '', undefined)
    }
  }
  for (const [name, extra] of Object.entries(record)) {
    if (Object.hasOwn(shape.fields, name)) continue
    tell(below(name, quote(name)), 'unknown-field', shape.mark, '', typeOf(extra), extra)
  }
}

function exampleOf(
  value: unknown,
  { name, parent }: Place,
  redact: (text: string) => string,
): string {
  if (value === undefined) return ''
  // Under its name, which may say that it is a secret.
  const [bare] = Object.values(redactJson({ [name]: value }, redact) as Record<string, unknown>)
  const text = JSON.stringify(maskField(bare, name, parent)) ?? ''
  return cut(redact(text), longestExample)
}

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text
