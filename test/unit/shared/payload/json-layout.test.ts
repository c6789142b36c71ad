import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut } from '../../../../shared/payload/json-layout.ts'

describe('a text laid out anew', () => {
  it('keeps every digit, every escape and every member', () => {
    const text = '{"id":12345678901234567890, "a":1.00,"a":-0,"e":"\\u00e9\\/", "o":{},"l":[ ]}'
    expect(layOut(text)).toBe(
      [
        '{',
        '  "id": 12345678901234567890,',
        '  "a": 1.00,',
        '  "a": -0,',
        '  "e": "\\u00e9\\/",',
        '  "o": {},',
        '  "l": []',
        '}',
      ].join('\n'),
    )
    expect(layOut(text, 'one-line')).toBe(
      '{"id":12345678901234567890,"a":1.00,"a":-0,"e":"\\u00e9\\/","o":{},"l":[]}',
    )
  })

  it('is laid out as JSON.stringify does it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(layOut(text)).toBe(JSON.stringify(value, null, 2))
        expect(layOut(text, 'one-line')).toBe(JSON.stringify(value))
      }),
    )
  })

  it('is none where the text is no JSON', () => {
    expect(layOut('{')).toBeUndefined()
  })
})
