import type { PaymentSummary } from '../../../electron/contract/types.ts'
import { formatBrl } from './money.ts'

/** A payment's amount in reais; a dash for one that is only watched and whose amount nobody has told yet. */
export const paymentAmount = ({
  amountWire,
  amountCentavos,
}: Pick<PaymentSummary, 'amountWire' | 'amountCentavos'>): string =>
  amountWire === '' && amountCentavos === 0 ? '—' : formatBrl(amountCentavos)
