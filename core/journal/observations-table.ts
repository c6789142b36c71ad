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
  return {
    insert(observation) {
      db.prepare('INSERT INTO observations (local_id, seq, at, record) VALUES (?, ?, ?, ?)').run(
        observation.localId,
        observation.seq,
        observation.at,
        JSON.stringify(observation),
      )
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
      const conditions = new Conditions()
      conditions.add('local_id = ?', localId)
      if (onlyChanges === true) conditions.add('changed = 1')
      for (const word of (search ?? '').trim().split(/\s+/).filter(Boolean)) {
        const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
        // The whole line first, which is quick; then its values alone, because names are in every line.
        conditions.add(`record LIKE ? ESCAPE '\\' AND ${values} LIKE ? ESCAPE '\\'`, like, like)
      }
      const { where, values: given } = conditions
      const total = db
        .prepare(`SELECT count(*) AS n FROM observations INDEXED BY observations_list ${where}`)
        .get(...given) as Row
      // Where the window begins is found over the index, which is narrow; only its rows are read.
      const rows = db
        .prepare(
          `SELECT record FROM observations WHERE local_id = ? AND seq IN (
             SELECT seq FROM observations INDEXED BY observations_list ${where} ORDER BY seq LIMIT ? OFFSET ?
           ) ORDER BY seq`,
        )
        .all(localId, ...given, limit, offset) as Row[]
      return { rows: rows.map(toObservation), offset, total: Number(total['n']) }
    },
    changes(localId, failures) {
      const which = failures === undefined ? 'changed = 1' : '(changed = 1 OR failed = 1)'
      const rows = db
        .prepare(`SELECT record FROM observations WHERE local_id = ? AND ${which} ORDER BY seq`)
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
          `SELECT count(*) AS polls, count(*) FILTER (WHERE seq > (
             SELECT coalesce(max(seq), 0) FROM observations WHERE local_id = @id AND failed = 0
           )) AS failures FROM observations WHERE local_id = @id`,
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
          `SELECT json_extract(record, '$.status') AS status FROM observations
           WHERE local_id = ? AND changed = 1 ORDER BY seq`,
        )
        .all(localId) as Row[]
      return rows.map((row) => row['status']).filter((status) => typeof status === 'string')
    },
  }
}

/** What a search looks at. */
const values = `concat_ws(' ', ${[
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
  .map((name) => `json_extract(record, '$.${name}')`)
  .join(', ')})`

const toObservation = (row: Row): Observation => JSON.parse(String(row['record'])) as Observation
