import type { Stall } from '../model/payment.ts'

interface Limit {
  kind: Stall['kind']
  status: string
  limitMs: number
  /** Counted only while there is an address to open. */
  needsConsentUrl?: true
}

const minute = 60_000

/** How long a state may last by the documentation (docs/klavi-api.md §3.5). */
const limits: readonly Limit[] = [
  {
    kind: 'consent-url',
    status: 'CONSENT_AWAITING_AUTHORIZATION',
    limitMs: minute,
    needsConsentUrl: true,
  },
  { kind: 'consent', status: 'CONSENT_AWAITING_AUTHORIZATION', limitMs: 60 * minute },
  { kind: 'authorized', status: 'CONSENT_AUTHORIZED', limitMs: 5 * minute },
  { kind: 'partially-accepted', status: 'PAYMENT_PARTIALLY_ACCEPTED', limitMs: 24 * 60 * minute },
]

/** The documented limit of a state as a whole, in milliseconds. */
export const limitOf = (status: string): number | undefined =>
  limits.find((limit) => limit.status === status && limit.needsConsentUrl === undefined)?.limitMs

export interface StandingStatus {
  status: string
  /** Epoch milliseconds. */
  sinceMs: number
  consentUrl: boolean
}

/**
 * The stalls after one more look. A mark is set once its time is over and kept for good; it is closed when the state is
 * left. Stalls say nothing of the order: a late payment can have kept it.
 * @returns undefined where nothing changed
 */
export function updateStalls(
  stalls: readonly Stall[],
  { status, sinceMs, consentUrl }: StandingStatus,
  nowMs: number,
): Stall[] | undefined {
  const since = new Date(sinceMs).toISOString()
  let changed = false
  const next = stalls.map((stall) => {
    const lasts = stall.status === status && stall.since === since
    if (lasts || stall.until !== undefined) return stall
    changed = true
    return { ...stall, until: since }
  })
  for (const limit of limits) {
    if (limit.status !== status || nowMs - sinceMs <= limit.limitMs) continue
    if (limit.needsConsentUrl === true && !consentUrl) continue
    if (next.some(({ kind, since: begun }) => kind === limit.kind && begun === since)) continue
    changed = true
    next.push({ kind: limit.kind, status, since, limitMs: limit.limitMs })
  }
  return changed ? next : undefined
}
