import type { Dialect } from '../model/environment.ts'
import type { PaymentDraft } from '../model/payment.ts'
import { readReais } from './amount.ts'
import { toWireAmount } from './wire-amount.ts'

/**
 * The wire body of a G1 payment, in the order of docs/klavi-api.md §3.3. An amount that cannot be read goes out as it
 * was typed, a CPF as its digits: what is wrong is said by the rules, not hidden by the builder.
 */
export function buildPayload(
  draft: PaymentDraft,
  externalId: string,
  dialect: Dialect,
): Record<string, unknown> {
  const amount = readReais(draft.amount)
  const payload: Record<string, unknown> = {
    externalId,
    participantId: draft.participantId,
  }
  const redirect = draft.redirectUrl.trim()
  if (redirect !== '') payload['redirectURL'] = redirect
  payload['user'] = { name: draft.payerName.trim(), taxId: draft.payerCpf.replace(/[.\-\s]/g, '') }
  payload['amount'] = amount.ok ? toWireAmount(amount.centavos, dialect) : draft.amount.trim()
  payload['method'] = draft.method
  return payload
}

/** The exact text that is sent. */
export const payloadText = (payload: Record<string, unknown>): string =>
  JSON.stringify(payload, null, 2)
