import { rulesOf } from '../klavi/dialects/index.ts'
import type { Dialect } from '../model/environment.ts'
import type { PaymentDraft } from '../model/payment.ts'
import { readReais } from './amount.ts'

/**
 * The wire body of a payment in the environment's dialect, in the order of docs/klavi-api.md §3.3. An amount that cannot
 * be read goes out as it was typed, a CPF as its digits: what is wrong is said by the rules, not hidden by the builder.
 */
export function buildPayload(
  draft: PaymentDraft,
  externalId: string,
  dialect: Dialect,
): Record<string, unknown> {
  const rules = rulesOf(dialect)
  const reading = readReais(draft.amount)
  const amount = reading.ok ? rules.toWireAmount(reading.centavos) : draft.amount.trim()
  return rules.buildPayload(draft, externalId, amount)
}

/** The exact text that is sent. */
export const payloadText = (payload: Record<string, unknown>): string =>
  JSON.stringify(payload, null, 2)
