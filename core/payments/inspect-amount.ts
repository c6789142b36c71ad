import { amountProblemText } from '../../shared/payload/amount-words.ts'
import { formatReais, readReais } from '../../shared/payload/amount.ts'
import type { AmountReadingFacts, Inspected } from '../model/payload.ts'

/** Reads an amount as people type it, and says how it was understood (docs/decisions/005-money.md). */
export function inspectAmount(text: string): Inspected<AmountReadingFacts> {
  const reading = readReais(text)
  if (reading.ok) {
    return { valid: true, centavos: reading.centavos, reading: formatReais(reading.centavos) }
  }
  const message = amountProblemText(reading.problem)
  return { valid: false, errors: [{ code: reading.problem, message }] }
}
