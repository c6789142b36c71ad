import type { Outcome } from './outcome.ts'

/** Payers (CPFs with right check digits, made up) whose payments end in a certain way. */
export interface PayerOutcome {
  cpf: string
  outcome: Outcome
}

/** Appends the two check digits to nine digits (Receita Federal's modulo 11). */
export function cpfFrom(nine: string): string {
  const digit = (digits: string): number => {
    const sum = [...digits].reduce((total, d, i) => total + Number(d) * (digits.length + 1 - i), 0)
    const rest = (sum * 10) % 11
    return rest === 10 ? 0 : rest
  }
  const first = `${nine}${digit(nine)}`
  return `${first}${digit(first)}`
}

const row = (nine: string, outcome: Outcome): PayerOutcome => ({ cpf: cpfFrom(nine), outcome })

export const PAYER_OUTCOMES: readonly PayerOutcome[] = [
  row('900000001', { kind: 'payment-rejected', code: 'SALDO_INSUFICIENTE' }),
  row('900000002', { kind: 'consent-rejected', code: 'REJEITADO_USUARIO' }),
  row('900000003', { kind: 'error', code: 'FALHA_INFRAESTRUTURA' }),
  row('900000004', { kind: 'held' }),
  row('900000005', { kind: 'expired' }),
  row('900000006', { kind: 'canceled' }),
  row('900000007', { kind: 'stuck', at: 'PAYMENT_PENDING' }),
  row('900000008', { kind: 'unknown-status', status: 'PAYMENT_UNDER_REVIEW' }),
  row('900000009', { kind: 'consent-unanswered' }),
  row('900000010', { kind: 'refused', code: 'PARAMETRO_INVALIDO' }),
]

const byCpf = new Map(PAYER_OUTCOMES.map((it) => [it.cpf, it.outcome]))

/** The outcome that this payer asks for, if any. */
export function outcomeByPayer(cpf: string): Outcome | null {
  return byCpf.get(cpf) ?? null
}
