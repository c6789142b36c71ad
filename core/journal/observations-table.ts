import type { Observation } from '../model/observation.ts'
import type { Page } from '../model/page.ts'
import type { ObservationQuery } from '../model/watch-view.ts'
import { Conditions } from './conditions.ts'
import type { Db, Row } from './database.ts'

export interface ObservationsTable {
  insert(observation: Observation): void
  /** Oldest first, those after `afterSeq`. */
  list(query: { localId: string; afterSeq?: number; limit: number }): Observation[]
  /** A window of the log, oldest first, of any length. */
  page(query: ObservationQuery): Page<Observation>
  /** Those that saw something new, and, where asked for, those that failed; oldest first. */
  changes(localId: string, failures?: 'and-failures'): Observation[]
  last(localId: string): Observation | undefined
  /** How many there are, and how many of the latest in a row failed. */
  counts(localId: string): { polls: number; failures: number }
  lastSeq(localId: string): number
  /** Statuses seen, oldest first, repeats left out. */
  statuses(localId: string): string[]
}

export function observationsTable(db: Db): ObservationsTable {
  // Prepared once: this is done with every poll.
  const insert = db.prepare(
    'INSERT INTO observations (local_id, seq, at, record) VALUES (?, ?, ?, ?)',
  )

  return {
    insert(observation) {
      insert.run(observation.localId, observation.seq, observation.at, JSON.stringify(observation))
    },
    list({ localId, afterSeq = 0, limit }) {
      const rows = db
        .prepare(
          'SELECT record FROM observations WHERE local_id = ? AND seq > ? ORDER BY seq LIMIT ?',
        )
        .all(localId, afterSeq, limit) as Row[]
      return rows.map(toObservation)
    },
    page({ localId, offset, limit, onlyChanges, search }) {
      // Marks are few and narrow; the whole log is counted over an index that is narrow, too.
      const marked = onlyChanges === true
      const source = marked ? 'observation_marks' : 'observations INDEXED BY observations_list'
      const conditions = new Conditions()
      conditions.add('local_id = ?', localId)
      if (marked) conditions.add('changed = 1')
      for (const word of (search ?? '').trim().split(/\s+/).filter(Boolean)) {
        const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
        const record = marked
          ? '(SELECT o.record FROM observations o WHERE o.local_id = observation_marks.local_id AND o.seq = observation_marks.seq)'
          : 'record'
        // The whole line first, which is quick; then its values alone, because names are in every line.
        conditions.add(
          `${record} LIKE ? ESCAPE '\\' AND ${valuesOf(record)} LIKE ? ESCAPE '\\'`,
          like,
          like,
        )
      }
      const { where, values } = conditions
      const total = db.prepare(`SELECT count(*) AS n FROM ${source} ${where}`).get(...values) as Row
      const rows = db
        .prepare(
          `SELECT record FROM observations WHERE local_id = ? AND seq IN (
             SELECT seq FROM ${source} ${where} ORDER BY seq LIMIT ? OFFSET ?
           ) ORDER BY seq`,
        )
        .all(localId, ...values, limit, offset) as Row[]
      return { rows: rows.map(toObservation), offset, total: Number(total['n']) }
    },
    changes(localId, failures) {
      const which = failures === undefined ? 'm.changed = 1' : '1'
      const rows = db
        .prepare(
          `SELECT o.record FROM observation_marks m
           JOIN observations o ON o.local_id = m.local_id AND o.seq = m.seq
           WHERE m.local_id = ? AND ${which} ORDER BY m.seq`,
        )
        .all(localId) as Row[]
      return rows.map(toObservation)
    },
    last(localId) {
      const row = db
        .prepare('SELECT record FROM observations WHERE local_id = ? ORDER BY seq DESC LIMIT 1')
        .get(localId) as Row | undefined
      return row === undefined ? undefined : toObservation(row)
    },
    counts(localId) {
      const row = db
        .prepare(
          `SELECT (SELECT count(*) FROM observations INDEXED BY observations_list WHERE local_id = @id) AS polls,
             (SELECT count(*) FROM observation_marks WHERE local_id = @id AND failed = 1 AND seq > coalesce((
               SELECT o.seq FROM observations o WHERE o.local_id = @id AND NOT EXISTS (
                 SELECT 1 FROM observation_marks m WHERE m.local_id = @id AND m.seq = o.seq AND m.failed = 1)
               ORDER BY o.seq DESC LIMIT 1), 0)) AS failures`,
        )
        .get({ id: localId }) as Row
      return { polls: Number(row['polls']), failures: Number(row['failures']) }
    },
    lastSeq(localId) {
      const row = db
        .prepare('SELECT max(seq) AS seq FROM observations WHERE local_id = ?')
        .get(localId) as Row | undefined
      return Number(row?.['seq'] ?? 0)
    },
    statuses(localId) {
      const rows = db
        .prepare(
          `SELECT json_extract(o.record, '$.status') AS status FROM observation_marks m
           JOIN observations o ON o.local_id = m.local_id AND o.seq = m.seq
           WHERE m.local_id = ? AND m.changed = 1 ORDER BY m.seq`,
        )
        .all(localId) as Row[]
      return rows.map((row) => row['status']).filter((status) => typeof status === 'string')
    },
  }
}

/** What a search looks at. */
const valuesOf = (record: string): string =>
  `concat_ws(' ', ${searched.map((name) => `json_extract(${record}, '$.${name}')`).join(', ')})`
const searched = [
  'status',
  'errorCode',
  'errorMessage',
  'httpStatus',
  'event',
  'reason.code',
  'reason.message',
  'exchangeId',
  'at',
]

const toObservation = (row: Row): Observation => JSON.parse(String(row['record'])) as Observation
