import { formatReais } from '../../core/payments/amount.ts'
import { language, m } from '../../messages/index.ts'
import { stateSentences } from '../../messages/state-words.ts'
import { orderSentences, reasonSentences, statusSentences } from './code-words.ts'
import { plainText } from './plain-text.ts'

const sentence = (table: Readonly<Record<string, () => string>>, code: string) =>
  Object.hasOwn(table, code) ? table[code]?.() : undefined

/** A payment status in the person's language, e.g. “Waiting for the payer’s consent”. */
export const statusWords = (status: string): string =>
  sentence(statusSentences, status) ?? m.status_unknown()

/** The human sentence for a rejection code of Open Finance Brasil, where it has one. */
export const reasonWords = (code: string): string | undefined => sentence(reasonSentences, code)

/** Where a payment stands, for lists. */
export const stateWords = (state: string): string => sentence(stateSentences, state) ?? state

export const orderWords = (order: string): string => sentence(orderSentences, order) ?? order

/** `4800 = R$ 48,00`: the wire value beside what it means, because the dialects differ by a factor of 100. */
export function amountWords(wire: string, centavos: number): string {
  if (wire === '') return ''
  const value = centavos > 0 ? formatReais(centavos) : m.cli_amount_unreadable()
  return `${plainText(wire)} = ${value}`
}

/** `3.2 s`, `3,2 s`; above two minutes `4 min 5 s`. */
export function durationWords(ms: number): string {
  if (ms >= 120_000) return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`
  const seconds = (ms / 1000).toFixed(1)
  return `${language() === 'pt-BR' ? seconds.replace('.', ',') : seconds} s`
}
