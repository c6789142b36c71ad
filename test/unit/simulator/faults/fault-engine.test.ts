import { describe, expect, it } from 'vitest'
import { driftField } from '../../../../simulator/faults/answer.ts'
import { faultEngine } from '../../../../simulator/faults/fault-engine.ts'
import { FAULT_KINDS, readFaultRules } from '../../../../simulator/faults/read-rule.ts'
import { RECIPES, recipeNamed } from '../../../../simulator/faults/recipes.ts'

describe('the fault engine', () => {
  it('counts, skips and ends', () => {
    const engine = faultEngine(1)
    engine.setRules(
      [{ route: 'auth', fault: { kind: 'bom' }, skip: 1, count: 2, durationMs: 100 }],
      0,
    )
    const fired = (now: number): number => engine.hits('auth', now).length
    expect([fired(0), fired(1), fired(2), fired(3)]).toEqual([0, 1, 1, 0])
    engine.setRules([{ route: 'auth', fault: { kind: 'bom' }, durationMs: 100 }], 1000)
    expect([fired(1099), fired(1100)]).toEqual([1, 0])
    expect(engine.hits('participants', 1000)).toEqual([])
  })

  it('leaves control, pages and logos alone unless they are named', () => {
    const engine = faultEngine(1)
    engine.setRules([{ route: '*', fault: { kind: 'bom' } }], 0)
    expect(
      ['control', 'consent', 'logo', 'auth', 'unknown'].map(
        (route) => engine.hits(route as 'auth', 0).length,
      ),
    ).toEqual([0, 0, 0, 1, 1])
    engine.setRules([{ route: 'logo', fault: { kind: 'bom' } }], 0)
    expect(engine.hits('logo', 0).length).toBe(1)
  })

  it('keeps certificates for connections', () => {
    const engine = faultEngine(1)
    engine.setRules(
      [{ route: '*', count: 1, fault: { kind: 'certificate', problem: 'expired' } }],
      0,
    )
    expect(engine.hits('auth', 0)).toEqual([])
    expect([engine.certificate(0), engine.certificate(0)]).toEqual(['expired', null])
  })

  it('fires about as often as its probability', () => {
    const engine = faultEngine(5)
    engine.setRules([{ route: 'auth', probability: 0.25, fault: { kind: 'bom' } }], 0)
    let fired = 0
    for (let i = 0; i < 2000; i += 1) fired += engine.hits('auth', 0).length
    expect(fired).toBeGreaterThan(420)
    expect(fired).toBeLessThan(580)
  })
})

describe('drift of a field', () => {
  it('goes through lists and leaves other fields alone', () => {
    const value = { data: [{ id: 1, name: 'a' }, { id: 2 }], n: { deep: '12' } }
    driftField(value, ['data', 'name'], 'rename', 'title')
    driftField(value, ['n', 'deep'], 'retype', '')
    driftField(value, ['n', 'new', 'deeper'], 'add', 'x')
    expect(value).toEqual({ data: [{ id: 1, title: 'a' }, { id: 2 }], n: { deep: 12 } })
  })
})

describe('recipes', () => {
  it('hold rules that can be read, and every kind of rule can be found', () => {
    for (const recipe of RECIPES) {
      expect(readFaultRules(JSON.parse(JSON.stringify(recipe.faults)))).toEqual(recipe.faults)
    }
    expect(new Set(RECIPES.map((it) => it.name)).size).toBe(RECIPES.length)
    expect(FAULT_KINDS.length).toBe(19)
  })

  it('are found by name and by title', () => {
    expect(recipeNamed('friday-evening')).toBe(recipeNamed('Friday evening at the bank'))
    expect(recipeNamed('answer lost AFTER the debit')?.name).toBe('answer-lost')
    expect(recipeNamed('nothing')).toBeUndefined()
  })

  it('are refused when damaged', () => {
    const wrong = [{}, 'x', null, { route: '*' }, { route: '*', fault: { kind: 'constructor' } }]
    for (const rule of wrong) expect(() => readFaultRules([rule])).toThrow(RangeError)
    const location = { kind: 'redirect', location: 'http://a\r\nSet-Cookie: b' }
    expect(() => readFaultRules([{ route: '*', fault: location }])).toThrow('fault.location')
  })
})
