/** Amounts as the dialects write them, for the core's own users; the window needs them too, so they stand in shared/. */
export { fromWireAmount, toWireAmount } from '../../shared/payload/wire-amount.ts'
