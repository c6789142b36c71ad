import type { ReturnVisit } from '../model/payload.ts'
import type { Db, Row } from './database.ts'

/** How payers came back from their banks, secrets redacted. */
export interface ReturnsTable {
  insert(visit: ReturnVisit): void
  /** Latest first. */
  list(limit: number): ReturnVisit[]
}

export function returnsTable(db: Db): ReturnsTable {
  return {
    insert(visit) {
      db.prepare('INSERT OR REPLACE INTO return_visits (id, at, record) VALUES (?, ?, ?)').run(
        visit.id,
        visit.at,
        JSON.stringify(visit),
      )
    },
    list(limit) {
      const rows = db
        .prepare('SELECT record FROM return_visits ORDER BY at DESC, rowid DESC LIMIT ?')
        .all(limit) as Row[]
      return rows.map((row) => JSON.parse(String(row['record'])) as ReturnVisit)
    },
  }
}
