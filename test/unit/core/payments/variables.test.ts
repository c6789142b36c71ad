import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveVariables, type VariableValues } from '../../../../core/payments/variables.ts'

const values: VariableValues = {
  uuid: '0b1f5a8e-8a57-4c46-9f7a-52b1d2f6c001',
  // 1 March, 00:30 UTC: still February in Brasília.
  now: Date.parse('2026-03-01T00:30:00.000Z'),
  participantId: 'bank-1',
  cpf: '52998224725',
  own: { SHOP: 'Loja "Boa"', EMPTY: '' },
}
const resolve = (text: string, more: Partial<VariableValues> = {}) =>
  resolveVariables(text, { ...values, ...more })

describe('resolveVariables', () => {
  it('resolves every variable of docs/cli.md, dates in Brasília', () => {
    const { text } = resolve(
      '{"a":"{{uuid}}","b":"{{now}}","c":"{{today+1}}","d":"{{ today }}","e":"{{participantId}}","f":"{{cpf}}","g":"x {{var.SHOP}} {{var.EMPTY}}y"}',
    )
    expect(JSON.parse(text)).toEqual({
      a: values.uuid,
      b: '2026-03-01T00:30:00.000Z',
      c: '2026-03-01',
      d: '2026-02-28',
      e: 'bank-1',
      f: '52998224725',
      g: 'x Loja "Boa" y',
    })
  })

  it('leaves what it does not know as it is, and says so', () => {
    const source = '{"a":"{{HOME}} {{env.PATH}} {{var.MISSING}} {{var.no-name}} {{today+999999}}"}'
    const { text, variables } = resolve(source)
    expect(text).toBe(source)
    expect(variables.map(({ name, problem }) => [name, problem])).toEqual(
      expect.arrayContaining([
        ['HOME', 'unknown'],
        ['env.PATH', 'unknown'],
        ['var.MISSING', 'missing'],
        ['var.no-name', 'malformed'],
        ['today+999999', 'malformed'],
      ]),
    )
  })

  it('takes nothing from a prototype, and resolves no value a second time', () => {
    expect(resolve('{"a":"{{var.constructor}}"}').variables[0]).toMatchObject({
      problem: 'missing',
    })
    const { text } = resolve('{"a":"{{var.X}}"}', { own: { X: '{{uuid}}' } })
    expect(text).toBe('{"a":"{{uuid}}"}')
  })

  it('touches no key, no number and no text that is no JSON', () => {
    expect(resolve('{"{{uuid}}": 1}').text).toBe('{"{{uuid}}": 1}')
    expect(resolve('{"a": {{uuid}}}').text).toBe('{"a": {{uuid}}}')
  })

  it('always leaves JSON, and the same bytes where there is no variable', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, shop) => {
        const plain = JSON.stringify(value)
        if (!plain.includes('{{')) expect(resolve(plain).text).toBe(plain)
        const text = JSON.stringify({ value, x: 'a{{var.S}}b' })
        const parsed = JSON.parse(resolve(text, { own: { S: shop } }).text) as { x: string }
        expect(parsed.x).toBe(`a${shop}b`)
      }),
    )
  })
})
