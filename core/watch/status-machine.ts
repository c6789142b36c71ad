import type { Outcome } from '../model/observation.ts'
import type { OrderVerdict } from '../model/payment.ts'

interface StatusFacts {
  /** Place in the happy order (docs/klavi-api.md §3.5); branches have none. */
  rank?: number
  /** A state of the happy path that not every payment passes. */
  optional?: true
  ends?: Extract<Outcome, 'completed' | 'rejected' | 'error' | 'canceled' | 'expired'>
}

/** Every documented status (docs/klavi-api.md §3.5). */
const statuses: Readonly<Record<string, StatusFacts>> = {
  PREPARING: { rank: 0, optional: true },
  STARTED: { rank: 1, optional: true },
  ENQUEUED: { rank: 2, optional: true },
  CONSENT_AWAITING_AUTHORIZATION: { rank: 3 },
  CONSENT_AUTHORIZED: { rank: 4 },
  PAYMENT_PENDING: { rank: 5 },
  PAYMENT_PARTIALLY_ACCEPTED: { optional: true },
  PAYMENT_SCHEDULED: { optional: true },
  PAYMENT_READY_FOR_SETTLEMENT: { rank: 6, optional: true },
  PAYMENT_SETTLEMENT_PROCESSING: { rank: 7 },
  PAYMENT_SETTLEMENT_DEBTOR_ACCOUNT: { rank: 8, optional: true },
  PAYMENT_COMPLETED: { rank: 9, ends: 'completed' },
  CONSENT_REJECTED: { ends: 'rejected' },
  PAYMENT_REJECTED: { ends: 'rejected' },
  ERROR: { ends: 'error' },
  CANCELED: { ends: 'canceled' },
  EXPIRED: { ends: 'expired' },
}

/** A misprint in Klavi's own pages, read as what it means (docs/klavi-api.md §3.5). */
const misprints: Readonly<Record<string, string>> = { CONSENT_AUTHORIED: 'CONSENT_AUTHORIZED' }

const factsOf = (status: string): StatusFacts | undefined => statuses[misprints[status] ?? status]

export const isKnownStatus = (status: string): boolean => Object.hasOwn(statuses, status)

/** How a payment ends with this status, or undefined where it goes on; an unknown status never ends one. */
export const endOf = (status: string): StatusFacts['ends'] => factsOf(status)?.ends

/** The happy path as screens draw it: the states that every completed payment passes. */
export const happyPath: readonly string[] = Object.entries(statuses)
  .filter(([, facts]) => facts.rank !== undefined && facts.optional !== true)
  .map(([status]) => status)

const mandatoryRanks = Object.values(statuses)
  .filter((facts) => facts.rank !== undefined && facts.optional !== true)
  .map((facts) => facts.rank ?? 0)

/**
 * What one more status does to the order of those seen before it: the first that holds of `unknown-status`
 * (not documented, misprints included), `regressed` (behind one already seen, or after an end), `skipped`
 * (a mandatory state lies between this one and the furthest one seen; a poll may have missed it).
 * A status seen again at the next poll is no event.
 */
export function orderEvent(
  seen: readonly string[],
  status: string,
): Exclude<OrderVerdict, 'kept'> | undefined {
  if (status === seen.at(-1)) return undefined
  if (!isKnownStatus(status)) return 'unknown-status'
  if (seen.some((earlier) => endOf(earlier) !== undefined)) return 'regressed'
  const rank = factsOf(status)?.rank
  const furthest = Math.max(-1, ...seen.map((earlier) => factsOf(earlier)?.rank ?? -1))
  if (rank === undefined) return seen.includes(status) ? 'regressed' : undefined
  if (rank < furthest) return 'regressed'
  if (furthest === -1) return undefined
  return mandatoryRanks.some((between) => between > furthest && between < rank)
    ? 'skipped'
    : undefined
}

/** Worst first: of what happened in a payment, the first of these is its verdict (docs/cli.md "order"). */
const verdicts: readonly OrderVerdict[] = ['unknown-status', 'regressed', 'skipped', 'kept']

export const worseOrder = (one: OrderVerdict, other: OrderVerdict): OrderVerdict =>
  verdicts.indexOf(one) < verdicts.indexOf(other) ? one : other

/** The verdict over a whole sequence of statuses: the worst of the events above that happened anywhere, else `kept`. */
export function orderVerdict(sequence: readonly string[]): OrderVerdict {
  return sequence
    .map((status, index) => orderEvent(sequence.slice(0, index), status) ?? 'kept')
    .reduce(worseOrder, 'kept')
}
