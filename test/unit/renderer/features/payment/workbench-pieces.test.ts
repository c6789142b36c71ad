import { describe, expect, it } from 'vitest'
import {
  targetKey,
  targetOf,
} from '../../../../../renderer/src/features/payment/compare-targets.ts'
import { formatDocument } from '../../../../../renderer/src/features/payment/document-text.ts'
import { resolvedText } from '../../../../../renderer/src/features/payment/resolved-text.ts'
import { seriesValues } from '../../../../../renderer/src/features/payment/series-values.ts'
import { dialectOfText } from '../../../../../shared/payload/dialect-of-text.ts'
import { fieldOf } from '../../../../../shared/payload/fields.ts'

describe('pieces of the payload workbench', () => {
  it.each([
    ['52998224725', '529.982.247-25'],
    ['12ABC34501DE35', '12.ABC.345/01DE-35'],
    ['123', '123'],
  ])('writes the document %s as %s', (wire, formatted) => {
    expect(formatDocument(wire)).toBe(formatted)
  })

  it('puts values in the place of variables, and leaves what is not known', () => {
    const variables = [
      { name: 'today+1', value: '2026-05-05', paths: [] },
      { name: 'x', paths: [] },
    ]
    expect(resolvedText('{{ today+1 }}', variables)).toBe('2026-05-05')
    expect(resolvedText('{{x}}', variables)).toBeNull()
    expect(resolvedText('plain', variables)).toBeNull()
  })

  it('reads a series as the form reads a field: amounts in reais, two quotes for nothing', () => {
    const amount = fieldOf('g1', 'amount')
    if (!amount) throw new Error('no amount')
    const wire = seriesValues('48,00\n\n 1.333,04 \n""\nforty', amount, 'g1').map((one) => one.wire)
    expect(wire).toEqual(['4800', '133304', '', 'forty'])
  })

  it.each([
    { kind: 'minimal' },
    { kind: 'preset', id: 'own:a b.json' },
    { kind: 'sent', localId: '1' },
  ] as const)('brings the comparison %o back from its key', (target) => {
    expect(targetOf(targetKey(target))).toEqual(target)
  })

  it('tells by its own names in which dialect a payload is written, the environment’s where they do not say', () => {
    expect(dialectOfText('{"institutionId":"x","initType":"PIX_INIC"}', 'g1')).toBe('g2')
    expect(dialectOfText('{"institutionId":"x"}', 'g3')).toBe('g3')
    expect(dialectOfText('{"participantId":"x","user":{}}', 'g3')).toBe('g1')
    expect(dialectOfText('{"amount":"1"}', 'g3')).toBe('g3')
    expect(dialectOfText('{"amount":', 'g2')).toBe('g2')
  })
})
