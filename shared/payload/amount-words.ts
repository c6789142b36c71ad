import { m } from '../../messages/index.ts'
import type { AmountProblem } from './amount.ts'

const sentences: Record<AmountProblem, () => string> = {
  missing: m.issue_amount_missing,
  malformed: m.issue_amount_malformed,
  zero: m.issue_amount_zero,
  'too-large': m.issue_amount_too_large,
  decimals: m.issue_amount_decimals,
}

/** Why a text is no amount in reais, and how one is written. */
export const amountProblemText = (problem: AmountProblem): string => sentences[problem]()
