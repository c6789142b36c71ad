import type { Dialect } from '../model/environment.ts'
import type { PaymentDraft, PaymentFlow } from '../model/payment.ts'
import { buildPayload, payloadText } from './payload.ts'

/**
 * A wire body to begin with: the draft's own, for a scheduled payment with tomorrow's date in Brasília, for a whitelabel
 * link without a bank, which the payer chooses on the page (docs/klavi-api.md §3.6).
 */
export function buildTemplate(
  dialect: Dialect,
  flow: PaymentFlow,
  draft: PaymentDraft,
  externalId: string,
  nowMs: number,
): string {
  const payload = buildPayload(draft, externalId, dialect)
  if (flow === 'scheduled') return payloadText({ ...payload, date: tomorrowInBrasilia(nowMs) })
  if (flow === 'payment') return payloadText(payload)
  const { participantId: _g1, institutionId: _g2, ...rest } = payload
  return payloadText(rest)
}

/** Brasília is three hours behind UTC, all year since 2019. */
function tomorrowInBrasilia(nowMs: number): string {
  const tomorrow = new Date(nowMs - 3 * 3_600_000 + 24 * 3_600_000)
  return tomorrow.toISOString().slice(0, 10)
}
