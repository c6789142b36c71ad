import type { GuardEvent, GuardEventKind } from '../model/guard.ts'
import { durably, type Db, type Row } from './database.ts'

/** What was unlocked, left aside and sent in guarded environments: kept for good. */
export interface GuardEventsTable {
  /** On disk when it returns. */
  insert(event: Omit<GuardEvent, 'id'>): void
  /** Latest first. */
  list(query: { environmentId?: string; limit: number }): GuardEvent[]
}

export function guardEventsTable(db: Db): GuardEventsTable {
  return {
    insert({ at, environmentId, environmentName, kind, reason, localId }) {
      durably(db, () =>
        db
          .prepare(
            `INSERT INTO guard_events (at, environment_id, environment_name, kind, reason, local_id)
             VALUES (?, ?, ?, ?, ?, ?)`,
          )
          .run(at, environmentId, environmentName, kind, reason ?? null, localId ?? null),
      )
    },
    list({ environmentId, limit }) {
      const where = environmentId === undefined ? '' : 'WHERE environment_id = ?'
      const values = environmentId === undefined ? [limit] : [environmentId, limit]
      const rows = db
        .prepare(`SELECT * FROM guard_events ${where} ORDER BY id DESC LIMIT ?`)
        .all(...values) as Row[]
      return rows.map(toEvent)
    },
  }
}

const toEvent = (row: Row): GuardEvent => ({
  id: Number(row['id']),
  at: String(row['at']),
  environmentId: String(row['environment_id']),
  environmentName: String(row['environment_name']),
  kind: String(row['kind']) as GuardEventKind,
  ...(typeof row['reason'] === 'string' && { reason: row['reason'] }),
  ...(typeof row['local_id'] === 'string' && { localId: row['local_id'] }),
})
