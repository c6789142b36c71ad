import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, readAt, removeAt, setAt } from '../../../../shared/payload/json-edit.ts'

const good = (result: ReturnType<typeof setAt>): string => {
  if (!result.ok) throw new Error(result.problem)
  return result.text
}

const payload = `{
  "externalId": "a",
  "x-unknown": [ 1,2,  {"deep":true} ],
  "user": { "name": "Jos\\u00e9", "taxId": "1" },
  "amount": "4800"
}
`

describe('setAt', () => {
  it('replaces one value and leaves every other character', () => {
    expect(good(setAt(payload, ['user', 'taxId'], '52998224725'))).toBe(
      payload.replace('"taxId": "1"', '"taxId": "52998224725"'),
    )
  })

  it('changes nothing where the value is there already, however it is escaped', () => {
    expect(setAt(payload, ['user', 'name'], 'José')).toEqual({
      ok: true,
      text: payload,
      change: null,
    })
  })

  it('gives the one replacement that an editor can take as a step of its own', () => {
    const result = setAt(payload, ['amount'], '100')
    if (!result.ok || result.change === null) throw new Error('no change')
    const { from, to, insert } = result.change
    expect(payload.slice(0, from) + insert + payload.slice(to)).toBe(result.text)
    expect(insert).toBe('"100"')
  })

  it.each([
    ['{"a":1}', '{"a":1,"b":"c"}'],
    ['{"a": 1}', '{"a": 1, "b": "c"}'],
    ['{\n\t"a": 1\n}', '{\n\t"a": 1,\n\t"b": "c"\n}'],
    ['{\r\n    "a": 1\r\n}', '{\r\n    "a": 1,\r\n    "b": "c"\r\n}'],
    ['{}', '{\n  "b": "c"\n}'],
    ['  ', '{\n  "b": "c"\n}'],
    ['{"x": {"y": 1}}', '{"x": {"y": 1}, "b": "c"}'],
  ])('lays a new member out as its neighbours are: %j', (text, expected) => {
    expect(good(setAt(text, ['b'], 'c'))).toBe(expected)
  })

  it('puts a new member where the documentation has it', () => {
    const order = ['externalId', 'redirectURL', 'user', 'amount']
    expect(good(setAt(payload, ['redirectURL'], 'https://x', { order }))).toBe(
      payload.replace('"a",', '"a",\n  "redirectURL": "https://x",'),
    )
    expect(good(setAt('{"amount":"1"}', ['user'], 'u', { order }))).toBe(
      '{"user":"u","amount":"1"}',
    )
    expect(good(setAt('{\n  "amount": "1"\n}', ['user'], 'u', { order }))).toBe(
      '{\n  "user": "u",\n  "amount": "1"\n}',
    )
  })

  it('makes the objects that are missing on the way', () => {
    const text = good(setAt(payload, ['creditor', 'name'], 'Loja'))
    expect(text).toBe(
      payload.replace('"4800"\n', '"4800",\n  "creditor": {\n    "name": "Loja"\n  }\n'),
    )
    expect(good(setAt('{"user":null}', ['user', 'name'], 'A'))).toBe('{"user":{"name":"A"}}')
  })

  it('refuses to write over what is no object, and into what is no JSON', () => {
    expect(setAt('{"user":"Ana"}', ['user', 'name'], 'A')).toEqual({
      ok: false,
      problem: 'not-object',
    })
    expect(setAt('{"user":', ['user', 'name'], 'A')).toEqual({ ok: false, problem: 'not-json' })
  })
})

describe('removeAt', () => {
  it.each([
    ['{"a":1,"b":2}', '{"b":2}'],
    ['{"b":2,"a":1}', '{"b":2}'],
    ['{\n  "a": 1,\n  "b": 2\n}', '{\n  "b": 2\n}'],
    ['{\n  "b": 2,\n  "a": 1\n}', '{\n  "b": 2\n}'],
    ['{"a":1}', '{}'],
    ['{"a":1,"b":2,"a":3}', '{"b":2}'],
    ['{"b":2}', '{"b":2}'],
  ])('takes a member out with its comma: %j', (text, expected) => {
    expect(good(removeAt(text, ['a']))).toBe(expected)
  })

  it('takes out the objects that it empties, where it is asked to', () => {
    expect(good(removeAt('{"a":1,"c":{"d":{"e":1}}}', ['c', 'd', 'e'], { prune: true }))).toBe(
      '{"a":1}',
    )
    expect(good(removeAt('{"c":{"d":1,"f":2}}', ['c', 'd'], { prune: true }))).toBe('{"c":{"f":2}}')
  })
})

const key = fc.constantFrom('a', 'b', 'user', 'á "x"', '__proto__', '')
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
const tree = fc.letrec((tie) => ({
  object: fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  any: fc.oneof(
    { depthSize: 'small' },
    leaf,
    tie('object'),
    fc.array(tie('any'), { maxLength: 3 }),
  ),
})).object as fc.Arbitrary<Record<string, unknown>>
const layout = fc.constantFrom(undefined, 1, 2, 4, '\t')

/** All members but one, in their order. */
const others = (text: string, name: string): string =>
  JSON.stringify(Object.entries(JSON.parse(text) as object).filter(([member]) => member !== name))

describe('edits of any JSON', () => {
  it('write what was asked, keep all else in its order, and are undone by the old value', () => {
    fc.assert(
      fc.property(tree, layout, key, fc.string(), (value, indent, name, written) => {
        const text = JSON.stringify(value, null, indent)
        const next = good(setAt(text, [name], written))
        expect(readAt(next, [name])).toBe(written)
        expect(others(next, name)).toBe(others(text, name))
        if (!Object.hasOwn(value, name)) {
          expect(JSON.parse(good(removeAt(next, [name])))).toEqual(JSON.parse(text))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('never throw and never lose a character, whatever was typed meanwhile', () => {
    const noise = fc.constantFrom('{', '}', '"', ',', ':', '\\', '\n', 'x', '[', '0', ' ')
    const step = fc.oneof(
      fc.record({ kind: fc.constant('form' as const), name: key, value: fc.string() }),
      fc.record({ kind: fc.constant('type' as const), at: fc.nat(), text: noise }),
      fc.record({ kind: fc.constant('delete' as const), at: fc.nat() }),
      fc.record({ kind: fc.constant('remove' as const), name: key }),
    )
    fc.assert(
      fc.property(tree, layout, fc.array(step, { maxLength: 12 }), (value, indent, steps) => {
        let text = JSON.stringify(value, null, indent)
        for (const one of steps) {
          if (one.kind === 'type') {
            const at = one.at % (text.length + 1)
            text = text.slice(0, at) + one.text + text.slice(at)
          } else if (one.kind === 'delete') {
            const at = one.at % Math.max(1, text.length)
            text = text.slice(0, at) + text.slice(at + 1)
          } else {
            const result =
              one.kind === 'form' ? setAt(text, [one.name], one.value) : removeAt(text, [one.name])
            if (!result.ok) continue
            const { change } = result
            // All that stands outside of the replacement is there still.
            if (change !== null) {
              const { from, to, insert } = change
              expect(text.slice(0, from) + insert + text.slice(to)).toBe(result.text)
            } else expect(result.text).toBe(text)
            if (one.kind === 'form') expect(readAt(result.text, [one.name])).toBe(one.value)
            text = result.text
          }
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('between', () => {
  it('is the shortest replacement in one piece', () => {
    expect(between('abcd', 'abXd')).toEqual({ from: 2, to: 3, insert: 'X' })
    expect(between('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' })
    expect(between('same', 'same')).toBeNull()
  })
})
