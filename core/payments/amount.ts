/** Amounts as people type them, for the core's own users; the window reads them too, so they stand in shared/. */
export { formatReais, readReais, type AmountProblem } from '../../shared/payload/amount.ts'
