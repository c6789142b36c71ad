import type { HistorySort, PaymentState } from '../../../../electron/contract/types.ts'

/** What the person asks of the journal. */
export interface HistoryFilter {
  search: string
  environmentId: string
  state: PaymentState | ''
  /** Days back from now, as text; empty: all. */
  days: string
  sort: { column: HistorySort; descending: boolean }
}

export const firstFilter: HistoryFilter = {
  search: '',
  environmentId: '',
  state: '',
  days: '',
  sort: { column: 'createdAt', descending: true },
}

const DAY = 86_400_000

/** As the channel `history.query` wants it, without its window. */
export function historyQuery(filter: HistoryFilter, now: number) {
  const { environmentId, state, days, sort } = filter
  return {
    search: filter.search.trim(),
    sort: sort.column,
    descending: sort.descending,
    ...(environmentId === '' ? {} : { environmentIds: [environmentId] }),
    ...(state === '' ? {} : { states: [state] }),
    ...(days === '' ? {} : { from: new Date(now - Number(days) * DAY).toISOString() }),
  }
}

export const isNarrowed = ({ search, environmentId, state, days }: HistoryFilter): boolean =>
  search.trim() !== '' || environmentId !== '' || state !== '' || days !== ''

/** Another column begins with what one most likely wants to see first. */
export function sortedBy(
  column: HistorySort,
  { column: before, descending }: HistoryFilter['sort'],
): HistoryFilter['sort'] {
  if (column === before) return { column, descending: !descending }
  return {
    column,
    descending: column === 'createdAt' || column === 'endedAt' || column === 'amount',
  }
}
