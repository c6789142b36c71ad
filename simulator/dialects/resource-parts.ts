import { createHash } from 'node:crypto'
import type { Replay } from '../payments/timeline.ts'

/** An account number as Klavi shows it: masked but for its last digits. */
export function maskedAccount(from: string): string {
  const digits = /^\d{3,}$/.test(from)
    ? from
    : String(parseInt(createHash('sha256').update(from).digest('hex').slice(0, 8), 16))
  return `*****${digits.slice(-3)}`
}

const CONSENT_GIVEN = new Set(['CONSENT_AUTHORIZED', 'PAYMENT_PENDING', 'PAYMENT_COMPLETED'])
const PAYMENT_BEGUN = new Set(['PAYMENT_PENDING', 'PAYMENT_COMPLETED'])

/** The bank has been asked: from here on there is a consent. */
export function hasConsent(state: Replay): boolean {
  return state.entries.some((entry) => entry.consent)
}

/** The payer has agreed: from here on the debtor's account is known. */
export function hasDebtor(state: Replay): boolean {
  return state.entries.some((entry) => CONSENT_GIVEN.has(entry.status))
}

/** The bank has the payment: from here on it has an end-to-end id. */
export function hasEndToEndId(state: Replay): boolean {
  return state.entries.some((entry) => PAYMENT_BEGUN.has(entry.status))
}

/** UTC ISO with ms. */
export function when(at: number): string {
  return new Date(at).toISOString()
}
