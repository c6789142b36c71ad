import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../../../core/model/environment.ts'
import { fieldsOf, methods, needOf, orderAt } from '../../../../shared/payload/fields.ts'
import { setField, viewOf, wireOf } from '../../../../shared/payload/form.ts'

const dialects: Dialect[] = ['g1', 'g2', 'g3']
const set = (text: string, dialect: Dialect, id: never, typed: string): string => {
  const result = setField(text, dialect, id, typed)
  if (!result.ok) throw new Error(result.problem)
  return result.text
}

describe('the form as a view of the JSON', () => {
  it.each([
    ['g1', '48,00', '{"amount":"4800"}'],
    ['g2', '48,00', '{"amount":"48.00"}'],
    ['g1', 'R$ 1.333,04', '{"amount":"133304"}'],
    ['g3', 'R$ 1.333,04', '{"amount":"1333.04"}'],
    ['g1', '{{var.AMOUNT}}', '{"amount":"{{var.AMOUNT}}"}'],
    ['g1', '48,0x', '{"amount":"48,0x"}'],
  ] as const)('writes an amount in %s as the wire has it: %s', (dialect, typed, expected) => {
    expect(set('{"amount":"1"}', dialect, 'amount' as never, typed)).toBe(expected)
    expect(viewOf(expected, dialect).shown('amount', typed)).toBe(typed)
  })

  it('shows what was typed only while it means what the JSON has', () => {
    const view = viewOf('{"amount":"4900"}', 'g1')
    expect(view.shown('amount', '48')).toBe('49,00')
    expect(view.shown('amount', '49')).toBe('49')
  })

  it('writes documents as their digits', () => {
    expect(set('{}', 'g1', 'payerTaxId' as never, '529.982.247-25')).toContain('"52998224725"')
    expect(set('{}', 'g2', 'payerTaxId' as never, '12.abc.345/01DE-35')).toContain(
      '"12ABC34501DE35"',
    )
  })

  it('keeps a number a number, and takes an emptied field out', () => {
    expect(set('{"amount":4800}', 'g1', 'amount' as never, '49,00')).toBe('{"amount":4900}')
    expect(set('{"user":{"name":"A"},"amount":"1"}', 'g1', 'payerName' as never, '')).toBe(
      '{"amount":"1"}',
    )
  })

  it('is read-only while the text is no JSON object', () => {
    expect(viewOf('[1]', 'g1').ok).toBe(false)
    expect(viewOf('{"a":', 'g1').ok).toBe(false)
    expect(setField('{"a":', 'g1', 'amount', '1')).toEqual({ ok: false, problem: 'not-json' })
  })

  it('goes round: what is typed into every field is what it shows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dialects),
        fc.array(fc.tuple(fc.nat(), fc.string({ minLength: 1, unit: 'grapheme' })), {
          maxLength: 8,
        }),
        (dialect, typed) => {
          const specs = fieldsOf(dialect)
          let text = '{\n  "x-mine": {"keep": [1, 2]}\n}'
          const last = new Map<string, string>()
          for (const [index, value] of typed) {
            const spec = specs[index % specs.length]!
            text = set(text, dialect, spec.id as never, value)
            last.set(spec.id, value)
          }
          const view = viewOf(text, dialect)
          for (const [id, value] of last) {
            const spec = specs.find((one) => one.id === id)!
            expect(view.wire(id as never)).toBe(wireOf(spec, value, dialect))
            expect(view.shown(id as never, value)).toBe(value)
          }
          expect(text).toContain('"x-mine": {"keep": [1, 2]}')
          // And out again: nothing but what the form does not know is left.
          for (const { id } of specs) text = set(text, dialect, id as never, '')
          expect(JSON.parse(text)).toEqual({ 'x-mine': { keep: [1, 2] } })
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('the table of fields', () => {
  it('names every method of docs/klavi-api.md §3.3, with who is paid', () => {
    expect(methods('g1')).toEqual(['PIX_MANU_AUTO', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE'])
    expect(methods('g3')).toEqual(['PIX_INIC', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE'])
    expect(needOf('g1', 'PIX_MANU_AUTO', 'creditorName')).toBe('forbidden')
    expect(needOf('g1', 'PIX_MANU', 'creditorName')).toBe('needed')
    expect(needOf('g1', 'PIX_DICT', 'pixKey')).toBe('needed')
    expect(needOf('g2', 'PIX_INIC', 'pixKey')).toBe('needed')
    expect(needOf('g2', 'PIX_QRCODE', 'qrCode')).toBe('needed')
    expect(needOf('g2', 'PIX_MANU', 'qrCode')).toBe('forbidden')
    expect(needOf('g1', 'SOMETHING_NEW', 'qrCode')).toBe('optional')
  })

  it('orders a new field as documented', () => {
    expect(orderAt('g1', ['amount']).slice(0, 4)).toEqual([
      'externalId',
      'participantId',
      'redirectURL',
      'user',
    ])
    expect(orderAt('g2', ['customer', 'name'])).toEqual([
      ...['identifierType', 'identifier', 'name', 'phone', 'email'],
    ])
  })
})
