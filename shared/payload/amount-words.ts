import { m } from '../../messages/index.ts'
import { readReais, type AmountProblem } from './amount.ts'
import { hasVariable } from './form.ts'

const sentences: Record<AmountProblem, () => string> = {
  missing: m.issue_amount_missing,
  malformed: m.issue_amount_malformed,
  zero: m.issue_amount_zero,
  'too-large': m.issue_amount_too_large,
  decimals: m.issue_amount_decimals,
}

/** Why a text is no amount in reais, and how one is written. */
export const amountProblemText = (problem: AmountProblem): string => sentences[problem]()

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
