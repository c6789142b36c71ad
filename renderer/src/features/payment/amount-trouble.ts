import { amountProblemText } from '../../../../shared/payload/amount-words.ts'
import { readReais } from '../../../../shared/payload/amount.ts'
import { hasVariable } from '../../../../shared/payload/form.ts'

/**
 * Why what the person typed is no amount in reais. It went into the JSON as it was typed, and what the rules say of it there
 * speaks of the wire's format, which nobody typed.
 * @returns a sentence, or null where the text can be read, is empty, or holds a variable
 */
export function amountTrouble(typed: string): string | null {
  if (typed.trim() === '' || hasVariable(typed)) return null
  const reading = readReais(typed)
  return reading.ok ? null : amountProblemText(reading.problem)
}
