import type { PayloadFinding } from '../../../../electron/contract/types.ts'
import { essentials } from './field-words.ts'

/** Where the focus goes when a send is held back: the form's order, and what has no field last. */
export function firstInTrouble(errors: readonly PayloadFinding[]): PayloadFinding | undefined {
  const place = ({ field }: PayloadFinding): number => {
    if (!field) return essentials.length + 1
    const index = essentials.indexOf(field)
    return index === -1 ? essentials.length : index
  }
  return [...errors].sort((a, b) => place(a) - place(b))[0]
}

/** A payer for demos; the CPF is a well-known test number with good check digits. */
export const sampleFields = {
  amount: '48,00',
  payerName: 'Maria da Silva Santos',
  payerTaxId: '529.982.247-25',
  redirectUrl: 'https://example.com/return',
} as const
