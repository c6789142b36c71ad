import { describe, expect, it } from 'vitest'
import { differences } from '../../../../core/payments/compare.ts'

describe('differences', () => {
  it('are of meaning: order, spaces and escapes make none', () => {
    expect(
      differences('{"a":"é","b":{"c":1,"d":2}}', '{ "b": {"d":2,"c":1.0}, "a":"\\u00e9" }', 'g1'),
    ).toEqual([])
  })

  it('name the field, and tell a text from a number', () => {
    expect(
      differences(
        '{"amount":"4800","x":[1,2],"old":1}',
        '{"amount":4800,"x":[1,3],"new":{}}',
        'g1',
      ),
    ).toEqual([
      { path: ['amount'], kind: 'changed', before: '"4800"', after: '4800', field: 'amount' },
      { path: ['x', '1'], kind: 'changed', before: '2', after: '3' },
      { path: ['old'], kind: 'removed', before: '1' },
      { path: ['new'], kind: 'added', after: '{}' },
    ])
  })

  it('tell numbers apart that a double does not, and show them as written', () => {
    expect(differences('{"a":12345678901234567890}', '{"a":12345678901234567891}', 'g1')).toEqual([
      {
        path: ['a'],
        kind: 'changed',
        before: '12345678901234567890',
        after: '12345678901234567891',
      },
    ])
    expect(differences('{"a":[1.50,0,-2e3]}', '{"a":[15e-1,0.0,-2000]}', 'g1')).toEqual([])
    expect(differences('{"a":{"b":0.1}}', '{"a":{"b":0.10000000000000001}}', 'g1')).toHaveLength(1)
  })

  it('compare as a whole what is no JSON', () => {
    expect(differences('{', '{ ', 'g1')).toEqual([])
    expect(differences('{', '{}', 'g1')).toHaveLength(1)
  })
})
