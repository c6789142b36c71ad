/** How sure the documentation is of an expectation (docs/klavi-api.md, marks). */
export type Mark = 'doc' | 'peer' | 'guess'

export type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null'

/** What a value of a reply should look like. Absent `fields` or `items` mean: not looked into. */
export interface Shape {
  types: readonly JsonType[]
  mark: Mark
  /** A field that must be there; the others may be absent. */
  required?: true
  fields?: Readonly<Record<string, Shape>>
  items?: Shape
  /** Read, but in no documentation: told of as an unknown field, and looked into. */
  undocumented?: true
  /** Values that are documented. */
  known?: (value: string) => boolean
}

const of =
  (...types: JsonType[]) =>
  (mark: Mark, rest: Partial<Shape> = {}): Shape => ({ types, mark, ...rest })

export const text = of('string')
export const number = of('number')
export const textOrNull = of('string', 'null')
export const textOrNumber = of('string', 'number')
export const textOrTexts = of('string', 'array')
export const object = of('object')
export const objectOrNull = of('object', 'null')
export const array = of('array')
export const required = { required: true } as const

/** A shape as it is taken over from another place: nothing in it is sure. */
export const asGuess = (shape: Shape): Shape => ({
  ...shape,
  mark: 'guess',
  ...(shape.items === undefined ? {} : { items: asGuess(shape.items) }),
  ...(shape.fields === undefined
    ? {}
    : {
        fields: Object.fromEntries(
          Object.entries(shape.fields).map(([name, field]) => [name, asGuess(field)]),
        ),
      }),
})

export const typeOf = (value: unknown): JsonType => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as JsonType
}
