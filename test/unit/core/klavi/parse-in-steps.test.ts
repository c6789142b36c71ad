import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInSteps } from '../../../../core/klavi/parse-in-steps.ts'

const outcome = async (parse: () => unknown): Promise<unknown> => {
  try {
    return ['parsed', JSON.stringify(await parse())]
  } catch (thrown) {
    return [(thrown as Error).name]
  }
}

describe('parseInSteps', () => {
  it('reads what JSON.parse reads, whatever the size of its parts', async () => {
    const indents = fc.constantFrom(undefined, 1, '\t')
    await fc.assert(
      fc.asyncProperty(
        fc.json(),
        indents,
        fc.integer({ min: 1, max: 40 }),
        async (json, indent, part) => {
          const text = JSON.stringify(JSON.parse(json), null, indent)
          expect(await parseInSteps(text, part)).toEqual(JSON.parse(text))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('refuses what JSON.parse refuses: a character more, less, or other', async () => {
    const mutations = fc.tuple(
      fc.nat(),
      fc.constantFrom('', ',', ':', '"', '[', ']', '{', '}', '1', 'x', '\\', ' '),
    )
    await fc.assert(
      fc.asyncProperty(fc.json(), mutations, fc.nat(1), async (json, [where, other], cut) => {
        const at = where % (json.length + 1)
        const text = json.slice(0, at) + other + json.slice(at + cut)
        const expected = await outcome(() => JSON.parse(text))
        expect(await outcome(() => parseInSteps(text, 3))).toEqual(expected)
      }),
      { numRuns: 1_000 },
    )
  })

  it('lets others run in between', async () => {
    const text = JSON.stringify({
      data: Array.from({ length: 60_000 }, (_, id) => ({ id, name: `Bank ${id}` })),
    })
    let turns = 0
    let reading = true
    const tick = (): void => {
      turns += 1
      if (reading) setImmediate(tick)
    }
    setImmediate(tick)
    const parsed = (await parseInSteps(text)) as { data: unknown[] }
    reading = false
    expect(parsed.data).toHaveLength(60_000)
    expect(turns).toBeGreaterThan(1)
  })

  it('keeps a field named __proto__ a field', async () => {
    const parsed = await parseInSteps('{"__proto__": {"polluted": true}, "a": 1}', 4)
    expect(Object.keys(parsed as object)).toEqual(['__proto__', 'a'])
    expect((parsed as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
