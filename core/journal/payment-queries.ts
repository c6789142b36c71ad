import type { HistoryFacets, HistoryQuery, HistorySort } from '../model/history.ts'
import type { Page } from '../model/page.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { BoardQuery } from '../model/watch-view.ts'
import { Conditions } from './conditions.ts'
import type { Db, Row } from './database.ts'
import { paymentColumns, paymentSource, toSummary } from './payments-table.ts'
import { searchWords, textCondition } from './search-words.ts'

const sortColumns: Readonly<Record<HistorySort, string>> = {
  createdAt: 'p.created_at',
  endedAt: 'p.ended_at',
  amount: 'p.amount_centavos',
  environment: 'p.environment_name COLLATE NOCASE',
  state: 'p.state',
  bank: 'p.participant_name COLLATE NOCASE',
  status: 'p.last_status',
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
      const words = searchWords(query.search)
      let from = 'payments p'
      if (words !== undefined) {
        const { sql, values } = textCondition('payment_search', words)
        from = 'payment_texts t JOIN payments p ON p.local_id = t.local_id'
        conditions.add(sql, ...values)
      }
      const { where, values } = conditions
      const direction = query.descending ? 'DESC' : 'ASC'
      const total = Number(
        (db.prepare(`SELECT count(*) AS n FROM ${from} ${where}`).get(...values) as Row)['n'],
      )
      // The window is found first, over indexes; only its rows are then read whole.
      const rows = db
        .prepare(
          `SELECT ${paymentColumns} FROM (
             SELECT p.rowid AS id, row_number() OVER () AS place FROM ${from} ${where}
             ORDER BY ${sortColumns[query.sort]} ${direction}, p.created_at DESC, p.rowid DESC LIMIT ? OFFSET ?
           ) AS found CROSS JOIN ${paymentSource} WHERE p.rowid = found.id`,
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
      let from = paymentSource
      if (words !== undefined) {
        const { sql, values } = textCondition('payment_search', words)
        from = `${paymentSource} JOIN payment_texts t ON t.local_id = p.local_id`
        conditions.add(sql, ...values)
      }
      const rows = db
        .prepare(`SELECT ${paymentColumns} FROM ${from} ${conditions.where}`)
        .all(...conditions.values) as Row[]
      return rows.map(toSummary)
    },
    facets() {
      const environments = db
        .prepare(
          `SELECT environment_id AS value, max(environment_name) AS name, count(*) AS count FROM payments
           GROUP BY environment_id ORDER BY name COLLATE NOCASE`,
        )
        .all() as Row[]
      return {
        environments: environments.map((row) => ({ ...facet(row), name: String(row['name']) })),
        states: groups('state').map(facet),
        statuses: groups('last_status').filter(hasValue).map(facet),
        methods: groups('method').filter(hasValue).map(facet),
      }
    },
  }
}

const hasValue = (row: Row): boolean => row['value'] !== null
