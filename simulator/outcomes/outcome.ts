/**
 * What is to become of a payment. Data, so that a record can hold it, the app can list it and a
 * test can pick it.
 */
export type Outcome =
  | { kind: 'completed' }
  | { kind: 'consent-rejected'; code: string }
  | { kind: 'payment-rejected'; code: string }
  | { kind: 'error'; code: string }
  | { kind: 'canceled' }
  | { kind: 'expired' }
  /** The payer never answers: rejected 60 minutes later (docs/klavi-api.md section 3.5). */
  | { kind: 'consent-unanswered' }
  | { kind: 'stuck'; at: string }
  /** Held as pending for a while, then settles. */
  | { kind: 'held' }
  | { kind: 'partially-accepted' }
  | { kind: 'scheduled' }
  | { kind: 'skipped' }
  | { kind: 'out-of-order' }
  | { kind: 'regressed' }
  | { kind: 'flips-back' }
  | { kind: 'unknown-status'; status: string }
  /** Through PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT too. */
  | { kind: 'long-way' }
  /** The POST itself is refused with 422; no payment comes into being. */
  | { kind: 'refused'; code: string | null }
  /** The POST and then every call answers this HTTP status for a while. */
  | { kind: 'outage'; httpStatus: 429 | 504 }

export const COMPLETED: Outcome = { kind: 'completed' }

const STRING_FIELD: Partial<Record<Outcome['kind'], 'code' | 'at' | 'status'>> = {
  'consent-rejected': 'code',
  'payment-rejected': 'code',
  error: 'code',
  stuck: 'at',
  'unknown-status': 'status',
}

const PLAIN_KINDS: ReadonlySet<string> = new Set<Outcome['kind']>([
  'completed',
  'canceled',
  'expired',
  'consent-unanswered',
  'held',
  'partially-accepted',
  'scheduled',
  'skipped',
  'out-of-order',
  'regressed',
  'flips-back',
  'long-way',
])

/** Reads an outcome that came from outside (the control route); null when it is none. */
export function readOutcome(value: unknown): Outcome | null {
  if (typeof value !== 'object' || value === null) return null
  const it = value as Record<string, unknown>
  if (typeof it.kind !== 'string') return null
  if (PLAIN_KINDS.has(it.kind)) return { kind: it.kind } as Outcome
  if (it.kind === 'refused') {
    const ok = it.code === null || typeof it.code === 'string'
    return ok ? ({ kind: 'refused', code: it.code } as Outcome) : null
  }
  if (it.kind === 'outage') {
    const ok = it.httpStatus === 429 || it.httpStatus === 504
    return ok ? ({ kind: 'outage', httpStatus: it.httpStatus } as Outcome) : null
  }
  const field = STRING_FIELD[it.kind as Outcome['kind']]
  if (!field || typeof it[field] !== 'string' || it[field] === '') return null
  return { kind: it.kind, [field]: it[field] } as Outcome
}
