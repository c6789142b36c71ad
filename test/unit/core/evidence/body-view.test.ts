import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyText } from '../../../../core/evidence/body-view.ts'
import { childPath, readPath, valueAt } from '../../../../core/evidence/json-path.ts'
import { lineDiff } from '../../../../core/evidence/line-diff.ts'
import { prettyJson } from '../../../../core/evidence/pretty-json.ts'

describe('indented JSON', () => {
  it('says the same as the text, in the form that JSON.stringify gives', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        // Where the text has no repeated names and no odd numbers, JSON.stringify is the yardstick.
        const value = JSON.parse(text) as unknown
        expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  it('keeps what a parser would change', () => {
    const text = '{"id":12345678901234567890,"amount":1.00,"a":1,"a":2,"b":{ },"c":[ ]}'
    expect(prettyJson(text)).toBe(
      '{\n  "id": 12345678901234567890,\n  "amount": 1.00,\n  "a": 1,\n  "a": 2,\n  "b": {},\n  "c": []\n}',
    )
  })

  it('is not misled by brackets and escapes in strings', () => {
    expect(prettyJson('["a\\"],{","\\\\",1]')).toBe('[\n  "a\\"],{",\n  "\\\\",\n  1\n]')
  })
})

describe('JSON paths', () => {
  it('lead to where they came from, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.nat(999)), { maxLength: 6 }), (steps) => {
        const path = steps.reduce<string>(childPath, '$')
        expect(readPath(path)).toEqual(steps)
      }),
    )
  })

  it.each(['', 'data', '$.', '$[', '$["a]', '$.a b'])('that are none are refused: %s', (path) => {
    expect(readPath(path)).toBeUndefined()
  })

  it('find every node from its line in the indented text', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }).filter((value) => typeof value === 'object'),
        (value) => {
          const text = JSON.stringify(value)
          const body = bodyText(text, 'pretty')
          const lines = body.all()
          for (const [index, line] of lines.entries()) {
            const found = valueAt(JSON.parse(text) as unknown, readPath(body.pathAt(index)) ?? [])
            const shown = line.trim().replace(/,$/, '')
            if (/[[{\]}]$/.test(shown)) continue
            expect(shown.endsWith(JSON.stringify(found))).toBe(true)
          }
        },
      ),
    )
  })
})

describe('a body of any size', () => {
  const large = JSON.stringify({
    data: Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Banco ${id}`, raw: null })),
  })

  it('is read in windows of lines', () => {
    const body = bodyText(large, 'pretty')
    const window = body.lines({ offset: 49_998, limit: 3 })
    expect(window).toMatchObject({ total: 100_004, isJson: true })
    expect(window.lines).toEqual([
      '      "id": 9999,',
      '      "name": "Banco 9999",',
      '      "raw": null',
    ])
    expect(body.lines({ offset: 200_000, limit: 3 }).lines).toEqual([])
  })

  it('without line ends is cut, so that no line is endless, and nothing is lost', () => {
    const body = bodyText(large, 'raw')
    const lines = body.all()
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(10_000)
    expect(lines.join('')).toBe(large)
  })

  it.each(['', 'one', 'one\n', 'one\r\ntwo', '\n\n', 'x'.repeat(10_000), 'x'.repeat(10_001)])(
    'keeps every character: %#',
    (text) => {
      expect(bodyText(text, 'raw').all().join('')).toBe(text.replace(/\r?\n/g, ''))
    },
  )

  it('is searched, with the places of the first thousand', () => {
    const found = bodyText(large, 'pretty').find('BANCO 1999')
    expect(found.total).toBe(11)
    const [first] = found.matches
    const line = bodyText(large, 'pretty').lines({ offset: first?.line ?? 0, limit: 1 }).lines[0]
    expect(line?.slice(first?.column)).toMatch(/^Banco 1999/)
    expect(bodyText(large, 'pretty').find('"id"')).toMatchObject({ total: 20_000 })
    expect(bodyText(large, 'pretty').find('"id"').matches).toHaveLength(1_000)
  })

  it('is a tree that is opened node by node', () => {
    const body = bodyText(large, 'pretty')
    expect(body.tree('$', { offset: 0, limit: 10 })).toEqual({
      rows: [{ key: 'data', path: '$.data', kind: 'array', preview: '[20000]', children: 20_000 }],
      offset: 0,
      total: 1,
    })
    expect(body.tree('$.data', { offset: 9_999, limit: 1 }).rows).toMatchObject([
      { key: '9999', path: '$.data[9999]', kind: 'object', children: 3 },
    ])
    expect(body.tree('$.data[9999]', { offset: 1, limit: 1 }).rows).toEqual([
      {
        key: 'name',
        path: '$.data[9999].name',
        kind: 'string',
        preview: '"Banco 9999"',
        children: 0,
      },
    ])
    expect(body.tree('$.no', { offset: 0, limit: 1 }).total).toBe(0)
    expect(bodyText('not json', 'pretty').tree('$', { offset: 0, limit: 1 }).total).toBe(0)
  })
})

describe('a difference line by line', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })

  it('makes the second of the first, and the first of the second', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after) ?? []
        const side = (without: string): string[] =>
          diff.filter(({ kind }) => kind !== without).map(({ text }) => text)
        expect(side('added')).toEqual(before)
        expect(side('removed')).toEqual(after)
      }),
    )
  })

  it('is the shortest', () => {
    const diff = lineDiff(['a', 'b', 'c'], ['a', 'x', 'c'])
    expect(diff?.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same'])
    expect(lineDiff(['a'], ['a'])).toEqual([{ kind: 'same', text: 'a' }])
    expect(lineDiff([], [])).toEqual([])
  })

  it('gives up where two texts have nothing in common', () => {
    const many = (name: string): string[] => Array.from({ length: 1_500 }, (_, at) => name + at)
    expect(lineDiff(many('a'), many('b'))).toBeUndefined()
  })
})
