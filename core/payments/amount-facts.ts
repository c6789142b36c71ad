import { formatReais } from '../../shared/payload/amount.ts'
import { readAt } from '../../shared/payload/json-edit.ts'
import { decimalAmount, fromWireAmount } from '../../shared/payload/wire-amount.ts'
import type { Dialect } from '../model/environment.ts'
import type { AmountFacts } from '../model/payload.ts'

/** The amount of a wire body in all the ways that it can be written, so that no reader is off by a hundred. */
export function amountFacts(text: string, dialect: Dialect): AmountFacts {
  const value = readAt(text, ['amount'])
  const wire = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  const centavos = fromWireAmount(wire, dialect)
  if (centavos === null) return { wire, centavos, decimal: '', reais: '' }
  return { wire, centavos, decimal: decimalAmount(centavos), reais: formatReais(centavos) }
}
