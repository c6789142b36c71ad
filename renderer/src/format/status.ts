import { language, m, type Language } from '../../../messages/index.ts'
import type { PaymentState, Reason } from '../../../electron/contract/types.ts'

type Message = (values?: object, options?: { locale: Language }) => string
const catalogue = m as unknown as Record<string, Message | undefined>

/** What a status code means, in the language in force; a code that no page names says so. */
export function statusText(code: string): string {
  return (catalogue[`status_${code}`] ?? m.status_unknown)()
}

export const isKnownStatus = (code: string): boolean => catalogue[`status_${code}`] !== undefined

export function stateText(state: PaymentState): string {
  return catalogue[`state_${state}`]?.() ?? state
}

/** The human sentence for a rejection code; what the server itself said where the code is not known. */
export function reasonText(reason: Reason, locale: Language = language()): string {
  return catalogue[`reason_${reason.code}`]?.({}, { locale }) ?? reason.message
}

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

const tones: Record<PaymentState, Tone> = {
  intent: 'neutral',
  unsent: 'neutral',
  unknown: 'warning',
  refused: 'danger',
  accepted: 'info',
  completed: 'success',
  rejected: 'danger',
  error: 'danger',
  canceled: 'neutral',
  expired: 'neutral',
  stopped: 'warning',
}
export const stateTone = (state: PaymentState): Tone => tones[state]

/** The colour of a status, which never stands without its word (docs/klavi-api.md §3.5). */
export function statusTone(code: string): Tone {
  if (code === 'PAYMENT_COMPLETED') return 'success'
  if (code === 'ERROR' || code.endsWith('_REJECTED')) return 'danger'
  if (code === 'CANCELED' || code === 'EXPIRED') return 'neutral'
  if (code === 'CONSENT_AWAITING_AUTHORIZATION' || !isKnownStatus(code)) return 'warning'
  return 'info'
}
