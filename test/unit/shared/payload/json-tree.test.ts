import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeAt, parseJson, plainValue } from '../../../../shared/payload/json-tree.ts'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('parseJson', () => {
  it('reads every JSON as JSON.parse does, at its places', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const reading = parseJson(text)
        if (!reading.ok) throw new Error(reading.problem)
        expect(JSON.stringify(plainValue(reading.root))).toBe(JSON.stringify(JSON.parse(text)))
        expect([reading.root.start, reading.root.end]).toEqual([0, text.length])
      }),
    )
  })

  it('agrees with JSON.parse on what is none (RFC 8259)', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', '"a"', '1', '-', '0', '.5', 'e3', 'true', 'null'],
      ...['\\', '\\u00e1', '\n', ' ', '\t', '//', "'", '\u0001', 'á'],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (list) => {
        const text = list.join('')
        expect(parseJson(text).ok).toBe(parses(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['', 'empty', 1, 1],
    ['{\n  "a": ,\n}', 'unexpected', 2, 8],
    ['{"a": "b', 'unterminated-string', 1, 7],
    ['{"a": "b\nc"}', 'unterminated-string', 1, 7],
    ['{"a": "\\x"}', 'bad-escape', 1, 8],
    ['{"a": 01}', 'bad-number', 1, 8],
    ['{"a": 1', 'unexpected-end', 1, 8],
    ['{} {}', 'trailing', 1, 4],
    ['['.repeat(5_000), 'too-deep', 1, 102],
  ])('marks the place of what is wrong: %j', (text, problem, line, column) => {
    expect(parseJson(text)).toMatchObject({ ok: false, problem, line, column })
  })

  it('takes the last of two equal keys, as JSON.parse does, and knows no prototype', () => {
    const reading = parseJson('{"a":1,"a":2,"__proto__":{"x":1}}')
    if (!reading.ok) throw new Error(reading.problem)
    expect(nodeAt(reading.root, ['a'])).toMatchObject({ value: 2 })
    expect(nodeAt(reading.root, ['toString'])).toBeUndefined()
    expect(Object.getPrototypeOf(plainValue(reading.root))).toBeNull()
  })
})
