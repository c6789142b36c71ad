import type { PaymentDraft } from '../model/payment.ts'

/** A form nobody has typed into yet. */
export const emptyDraft: PaymentDraft = {
  participantId: '',
  participantName: '',
  amount: '',
  payerName: '',
  payerCpf: '',
  method: 'PIX_MANU_AUTO',
  externalId: '',
  redirectUrl: 'https://example.com/return',
}

/** A stored draft, with what is missing or of another type taken from the empty one. */
export function readDraft(stored: string | undefined): PaymentDraft {
  const draft = { ...emptyDraft }
  if (stored === undefined) return draft
  let parsed: Record<string, unknown> = {}
  try {
    parsed = (JSON.parse(stored) ?? {}) as Record<string, unknown>
  } catch {
    // A draft that cannot be read costs only what was typed into it.
  }
  for (const key of Object.keys(draft) as (keyof PaymentDraft)[]) {
    const value = parsed[key]
    if (typeof value === 'string') draft[key] = value
  }
  return draft
}
