import type { PayloadIssue, PaymentDraft } from '../../../../electron/contract/types.ts'
import { decimalText } from '../../format/money.ts'

/** The fields in the order in which the form shows them. */
export const fieldOrder: readonly (keyof PaymentDraft)[] = [
  'participantId',
  'amount',
  'payerName',
  'payerCpf',
  'method',
  'redirectUrl',
  'externalId',
  'participantName',
]

/** Where the focus goes when a send is held back. */
export function firstFieldInTrouble(
  issues: readonly PayloadIssue[],
): keyof PaymentDraft | undefined {
  return fieldOrder.find((field) =>
    issues.some((issue) => issue.field === field && issue.severity === 'error'),
  )
}

/** A payer for demos; the CPF is a well-known test number with good check digits. */
export const sampleDraft: Partial<PaymentDraft> = {
  amount: '48,00',
  payerName: 'Maria da Silva Santos',
  payerCpf: '529.982.247-25',
  redirectUrl: 'https://example.com/return',
}

/** Whether an amount typed again, with or without R$ and points, is the very one that is about to be sent. */
export function sameAmount(typed: string, centavos: number | null): boolean {
  if (centavos === null) return false
  const [reais = '', cents] = decimalText(centavos).split('.')
  const bare = typed.replace(/R\$|\s|\./g, '')
  return bare === `${reais},${cents}` || (cents === '00' && bare === reais)
}
