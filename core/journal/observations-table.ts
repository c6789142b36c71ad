import type { Observation } from '../model/observation.ts'
import type { Db, Row } from './database.ts'

export interface ObservationsTable {
  insert(observation: Observation): void
  /** Oldest first, those after `afterSeq`. */
  list(query: { localId: string; afterSeq?: number; limit: number }): Observation[]
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
      return rows.map((row) => JSON.parse(String(row['record'])) as Observation)
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
           WHERE local_id = ? AND json_extract(record, '$.changed') ORDER BY seq`,
        )
        .all(localId) as Row[]
      return rows.map((row) => row['status']).filter((status) => typeof status === 'string')
    },
  }
}
