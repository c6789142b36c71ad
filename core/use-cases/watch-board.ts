import type { Page } from '../model/page.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { BoardQuery, BoardRow, BoardSort } from '../model/watch-view.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'

/** What ended within this time still stands on the board. */
const recentMs = 24 * 3_600_000

const keys: Readonly<Record<BoardSort, (payment: PaymentSummary) => string | number>> = {
  state: ({ state }) => state,
  status: ({ lastStatus }) => lastStatus ?? '',
  age: ({ createdAt }) => createdAt,
  environment: ({ environmentName }) => environmentName.toLowerCase(),
  amount: ({ amountCentavos }) => amountCentavos,
  // What is late first, then by how long its state lasts.
  stall: ({ stalls, statusSince }) => {
    const late = stalls?.some(({ until }) => until === undefined) === true
    return `${late ? '0' : '1'} ${statusSince ?? ''}`
  },
}

/** All watches at a glance. They are in the thousands at most: read, sorted and cut here. */
export function watchBoard(
  { journal, ports }: Context,
  query: BoardQuery,
  nextPollInMs: (localId: string) => number | undefined,
): Page<BoardRow> {
  const now = ports.clock.now()
  const key = keys[query.sort]
  const payments = journal.payments
    .onBoard(query, isoTime(now - recentMs))
    .map((payment) => ({ payment, key: key(payment) }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.payment.localId, b.payment.localId))
  if (query.descending) payments.reverse()
  const window = payments.slice(query.offset, query.offset + query.limit)
  const rows = window.map(({ payment }): BoardRow => {
    const { localId, statusSince } = payment
    const last = journal.observations.last(localId)
    const due = nextPollInMs(localId)
    return {
      payment,
      ...journal.observations.counts(localId),
      ...(statusSince !== undefined && { statusSince }),
      ...(last !== undefined && { lastLatencyMs: last.latencyMs }),
      ...(due !== undefined && { nextPollAt: isoTime(now + due) }),
    }
  })
  return { rows, offset: query.offset, total: payments.length }
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
