import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../../../core/model/environment.ts'
import { fieldsOf, methods, needOf, orderAt } from '../../../../shared/payload/fields.ts'
import { readAt } from '../../../../shared/payload/json-edit.ts'
import { leavesOf, parseJson } from '../../../../shared/payload/json-tree.ts'
import { fromWireAmount } from '../../../../shared/payload/wire-amount.ts'
import { setField, viewOf, wireOf } from '../../../../shared/payload/form.ts'

/** Whether a field can be put in there: an object, or nothing. */
const isOpen = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value))

/** Every leaf but one, as it is written. */
function leafSources(text: string, but: readonly string[]): string[] {
  const reading = parseJson(text)
  if (!reading.ok) throw new Error(reading.problem)
  const place = but.join('.')
  return [...leavesOf(reading.root)]
    .filter(({ path, node }) => {
      const here = path.join('.')
      // Where nothing stood, an object comes.
      return here !== place && !(node.value === null && place.startsWith(`${here}.`))
    })
    .map(({ path, node }) => `${path.join('.')}=${text.slice(node.start, node.end)}`)
}

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

  it('lets an amount be typed key by key over a number in the JSON', () => {
    let text = '{"amount":4800}'
    for (const typed of ['4', '49', '49,', '49,0', '49,00']) {
      text = set(text, 'g1', 'amount' as never, typed)
      expect(viewOf(text, 'g1').shown('amount', typed)).toBe(typed)
    }
    expect(set('{"amount":48.5}', 'g2', 'amount' as never, '49,00')).toBe('{"amount":"49.00"}')
  })

  it.each([
    ['g1', '99999999999999'],
    ['g1', '999999999999999'],
    ['g2', '9999999999999.999'],
  ] as const)(
    'never takes what was typed as reais for the wire’s form: %s %s',
    (dialect, typed) => {
      const text = set('{}', dialect, 'amount' as never, typed)
      const wire = String(viewOf(text, dialect).wire('amount'))
      expect(fromWireAmount(wire, dialect)).toBeNull()
      expect(viewOf(text, dialect).shown('amount', typed)).toBe(typed)
    },
  )

  it('leaves everything else as it is, whatever stands there and however it is laid out', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.constant(null), fc.boolean())
    const inner = fc.dictionary(fc.constantFrom('name', 'taxId', 'x', 'y'), leaf, { maxKeys: 4 })
    const document = fc.record(
      {
        user: fc.oneof(inner, leaf, fc.array(leaf, { maxLength: 2 })),
        businessEntity: inner,
        amount: leaf,
        externalId: leaf,
        'x-mine': fc.jsonValue({ maxDepth: 2 }),
      },
      { requiredKeys: [] },
    )
    const typed = fc.constantFrom(
      '',
      '1',
      '48,00',
      '1.00',
      'Zoë "q" \\',
      '{{uuid}}',
      '99999999999999',
    )
    fc.assert(
      fc.property(
        document,
        fc.constantFrom(undefined, 2, '\t'),
        fc.boolean(),
        fc.nat(),
        typed,
        (value, indent, crlf, index, what) => {
          const laidOut = JSON.stringify(value, null, indent)
          const before = crlf ? laidOut.replaceAll('\n', '\r\n') : laidOut
          const specs = fieldsOf('g1')
          const spec = specs[index % specs.length]!
          const result = setField(before, 'g1', spec.id, what)
          const parent = readAt(before, spec.path.slice(0, -1))
          const closed = spec.path.length > 1 && !isOpen(parent)
          expect(result.ok).toBe(!closed || what === '')
          if (!result.ok) return
          const after = result.text
          expect(viewOf(after, 'g1').shown(spec.id, what)).toBe(what === '' ? '' : what)
          if (crlf) expect(after.replaceAll('\r\n', '')).not.toContain('\n')
          const others = (text: string): string[] => leafSources(text, spec.path)
          expect(others(after)).toEqual(others(before))
        },
      ),
      { numRuns: 400 },
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
