import type { HistoryFacets, HistoryQuery, HistorySort } from '../model/history.ts'
import type { Page } from '../model/page.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { BoardQuery } from '../model/watch-view.ts'
import { Conditions } from './conditions.ts'
import type { Db, Row } from './database.ts'
import { paymentColumns, paymentSource, toSummary } from './payments-table.ts'
import { searchWords, textSource, type TextPlace } from './search-words.ts'

const sortColumns: Readonly<Record<HistorySort, string>> = {
  createdAt: 'p.created_at',
  endedAt: 'p.ended_at',
  amount: 'p.amount_centavos',
  environment: 'p.environment_name COLLATE NOCASE',
  state: 'p.state',
  bank: 'p.participant_name COLLATE NOCASE',
  status: 'p.last_status',
}

const place: TextPlace = {
  index: 'payment_search',
  texts: 'payment_texts',
  table: 'payments p',
  join: 'p.local_id = t.local_id',
}

export interface PaymentQueries {
  query(query: HistoryQuery): Page<PaymentSummary>
  facets(): HistoryFacets
  /** What is polled or paused; with `all`, also what goes on and what ended since `endedSince` (UTC ISO time). */
  onBoard(
    query: Pick<BoardQuery, 'scope' | 'environmentIds' | 'states' | 'search'>,
    endedSince: string,
  ): PaymentSummary[]
}

/** Windows of all payments, counted and sorted over indexes, so that 100,000 of them are no delay (test/bench/journal.mjs). */
export function paymentQueries(db: Db): PaymentQueries {
  const groups = (column: string): Row[] =>
    db
      .prepare(
        `SELECT ${column} AS value, count(*) AS count FROM payments GROUP BY ${column} ORDER BY count DESC LIMIT 200`,
      )
      .all() as Row[]
  const facet = (row: Row) => ({ value: String(row['value']), count: Number(row['count']) })

  return {
    query(query) {
      const conditions = new Conditions()
      conditions.oneOf('p.environment_id', query.environmentIds)
      conditions.oneOf('p.state', query.states)
      conditions.oneOf('p.last_status', query.statuses)
      conditions.oneOf('p.method', query.methods)
      if (query.from !== undefined) conditions.add('p.created_at >= ?', query.from)
      if (query.to !== undefined) conditions.add('p.created_at < ?', query.to)
      const filtered = conditions.where !== ''
      const words = searchWords(query.search)
      const source = words === undefined ? undefined : textSource(place, words)
      for (const { sql, value } of source?.conditions ?? []) conditions.add(sql, value)
      const { where, values } = conditions
      const from = source?.from ?? 'payments p'
      const counting =
        (filtered ? undefined : source?.count) ?? `SELECT count(*) AS n FROM ${from} ${where}`
      const total = Number((db.prepare(counting).get(...values) as Row)['n'])
      const direction = query.descending ? 'DESC' : 'ASC'
      const latest = query.sort === 'createdAt' && query.descending
      const order = `${sortColumns[query.sort]} ${direction}${latest ? '' : ', p.created_at DESC'}, p.rowid DESC`
      // The window is found first, over indexes; only its rows are then read whole.
      const rows = db
        .prepare(
          `SELECT ${paymentColumns} FROM ${paymentSource} WHERE p.rowid IN (
             SELECT p.rowid FROM ${from} ${where}
             ORDER BY ${(latest ? source?.newestFirst : undefined) ?? order} LIMIT ? OFFSET ?
           ) ORDER BY ${order}`,
        )
        .all(...values, query.limit, query.offset) as Row[]
      return { rows: rows.map(toSummary), offset: query.offset, total }
    },
    onBoard({ scope, environmentIds, states, search }, endedSince) {
      const conditions = new Conditions()
      if (scope === 'active') conditions.add('w.ended = 0')
      else conditions.add(`(w.ended = 0 OR p.state = 'accepted' OR p.ended_at >= ?)`, endedSince)
      conditions.oneOf('p.environment_id', environmentIds)
      conditions.oneOf('p.state', states)
      const words = searchWords(search)
      const source = words === undefined ? undefined : textSource(place, words)
      for (const { sql, value } of source?.conditions ?? []) conditions.add(sql, value)
      const watches = 'LEFT JOIN watches w ON w.local_id = p.local_id'
      const from = `${source?.from ?? 'payments p'} ${watches}`
      const rows = db
        .prepare(`SELECT ${paymentColumns} FROM ${from} ${conditions.where}`)
        .all(...conditions.values) as Row[]
      return rows.map(toSummary)
    },
    facets() {
      const environments = groups('environment_id').map((row) => ({
        ...facet(row),
        // The name that it had last.
        name: String(
          (
            db
              .prepare(
                `SELECT environment_name AS name FROM payments INDEXED BY payments_list
                 WHERE environment_id = ? ORDER BY created_at DESC LIMIT 1`,
              )
              .get(row['value']) as Row
          )['name'],
        ),
      }))
      return {
        environments: environments.sort(
          (a, b) => a.name.localeCompare(b.name) || (a.value < b.value ? -1 : 1),
        ),
        states: groups('state').map(facet),
        statuses: groups('last_status').filter(hasValue).map(facet),
        methods: groups('method').filter(hasValue).map(facet),
      }
    },
  }
}

const hasValue = (row: Row): boolean => row['value'] !== null
