import type { ExchangeFilter, ExchangeQuery, StatusClass } from '../model/exchange-query.ts'
import type { ExchangeSummary } from '../model/exchange.ts'
import type { Page } from '../model/page.ts'
import { Conditions } from './conditions.ts'
import type { Db, Row } from './database.ts'
import { summaryColumns, toExchangeSummary } from './exchanges-table.ts'
import { searchWords, textSource, type TextPlace } from './search-words.ts'

export interface ExchangeQueries {
  /** Newest first. */
  query(query: ExchangeQuery): Page<ExchangeSummary>
  /** The one before it of the same environment, step, method and path (its query left out). */
  previous(id: string): ExchangeSummary | undefined
  /** These, oldest first; those that are not there are left out. */
  inOrder(ids: readonly string[]): string[]
  /** All that fit and left up to `until`, oldest first, `limit` at a time: those after the last of the time before. */
  after(
    query: ExchangeFilter,
    until: string,
    last: ExchangePlace | undefined,
    limit: number,
  ): ExchangePlace[]
}

/** Where an exchange stands among all, by time. */
export interface ExchangePlace {
  id: string
  at: string
  rowid: number
}

const place: TextPlace = {
  index: 'exchange_search',
  texts: 'exchange_texts',
  table: 'exchanges e',
  join: 'e.id = t.exchange_id',
}

export function exchangeQueries(db: Db): ExchangeQueries {
  return {
    query(query) {
      const conditions = conditionsOf(query)
      const filtered = conditions.where !== ''
      const words = searchWords(query.search)
      const source = words === undefined ? undefined : textSource(place, words)
      for (const { sql, value } of source?.conditions ?? []) conditions.add(sql, value)
      const { where, values } = conditions
      const from = source?.from ?? 'exchanges e'
      const counting =
        (filtered ? undefined : source?.count) ?? `SELECT count(*) AS n FROM ${from} ${where}`
      const total = Number((db.prepare(counting).get(...values) as Row)['n'])
      const order = source?.newestFirst ?? 'e.at DESC, e.rowid DESC'
      const rows = db
        .prepare(
          `SELECT ${summaryColumns} FROM exchanges WHERE rowid IN (
             SELECT e.rowid FROM ${from} ${where} ORDER BY ${order} LIMIT ? OFFSET ?
           ) ORDER BY at DESC, rowid DESC`,
        )
        .all(...values, query.limit, query.offset) as Row[]
      return { rows: rows.map(toExchangeSummary), offset: query.offset, total }
    },
    previous(id) {
      const own = db
        .prepare('SELECT rowid, environment_id, step, method, url, at FROM exchanges WHERE id = ?')
        .get(id) as Row | undefined
      if (own === undefined) return undefined
      const path = String(own['url']).split('?')[0] ?? ''
      const row = db
        .prepare(
          `SELECT ${summaryColumns} FROM exchanges
           WHERE environment_id = ? AND step = ? AND (at, rowid) < (?, ?) AND method = ?
             AND (url = ? OR substr(url, 1, ?) = ?)
           ORDER BY at DESC, rowid DESC LIMIT 1`,
        )
        .get(
          own['environment_id'],
          own['step'],
          own['at'],
          own['rowid'],
          own['method'],
          path,
          path.length + 1,
          `${path}?`,
        ) as Row | undefined
      return row === undefined ? undefined : toExchangeSummary(row)
    },
    inOrder: (ids) =>
      (
        db
          .prepare(
            'SELECT id FROM exchanges WHERE id IN (SELECT value FROM json_each(?)) ORDER BY at, rowid',
          )
          .all(JSON.stringify(ids)) as Row[]
      ).map((row) => String(row['id'])),
    after(query, until, last, limit) {
      const conditions = conditionsOf(query)
      conditions.add('e.at <= ?', until)
      if (last !== undefined) conditions.add('(e.at, e.rowid) > (?, ?)', last.at, last.rowid)
      const words = searchWords(query.search)
      const source = words === undefined ? undefined : textSource(place, words)
      for (const { sql, value } of source?.conditions ?? []) conditions.add(sql, value)
      const rows = db
        .prepare(
          `SELECT e.id, e.at, e.rowid AS n FROM ${source?.from ?? 'exchanges e'} ${conditions.where}
           ORDER BY e.at, e.rowid LIMIT ?`,
        )
        .all(...conditions.values, limit) as Row[]
      return rows.map((row) => ({
        id: String(row['id']),
        at: String(row['at']),
        rowid: Number(row['n']),
      }))
    },
  }
}

function conditionsOf(query: ExchangeFilter): Conditions {
  const conditions = new Conditions()
  if (query.environmentId !== undefined) conditions.add('e.environment_id = ?', query.environmentId)
  if (query.localId !== undefined) conditions.add('e.local_id = ?', query.localId)
  if (query.step !== undefined) conditions.add('e.step = ?', query.step)
  if (query.statusClass !== undefined) addClass(conditions, query.statusClass)
  if (query.errorsOnly === true) {
    conditions.add('(e.error_code IS NOT NULL OR e.http_status >= 400)')
  }
  return conditions
}

function addClass(conditions: Conditions, statusClass: StatusClass): void {
  if (statusClass === 'none') return conditions.add('e.http_status IS NULL')
  const first = Number(statusClass[0]) * 100
  conditions.add('e.http_status >= ? AND e.http_status < ?', first, first + 100)
}
