import type { DriftFinding, DriftKind } from '../model/drift.ts'
import type { ExchangeStep } from '../model/exchange.ts'
import type { Difference } from '../klavi/drift/compare.ts'
import type { Db, Row } from './database.ts'

export interface DriftTable {
  /** Counts each difference once more, or begins to. */
  note(environmentId: string, step: ExchangeStep, differences: Difference[], at: string): void
  /** Latest first. */
  list(environmentId?: string): DriftFinding[]
  clear(environmentId?: string): void
}

export function driftTable(db: Db): DriftTable {
  return {
    note(environmentId, step, differences, at) {
      const insert = db.prepare(
        `INSERT INTO drift (environment_id, step, path, kind, seen, verdict, expected, example, first_at, last_at, count)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
         ON CONFLICT (environment_id, step, path, kind, seen) DO UPDATE SET
           count = count + 1, last_at = excluded.last_at, example = excluded.example,
           verdict = excluded.verdict, expected = excluded.expected`,
      )
      for (const { path, kind, seen, verdict, expected, example } of differences) {
        insert.run(environmentId, step, path, kind, seen, verdict, expected, example, at, at)
      }
    },
    list(environmentId) {
      const where = environmentId === undefined ? '' : 'WHERE environment_id = ?'
      const values = environmentId === undefined ? [] : [environmentId]
      const rows = db
        .prepare(`SELECT * FROM drift ${where} ORDER BY last_at DESC, step, path`)
        .all(...values) as Row[]
      return rows.map((row) => ({
        environmentId: String(row['environment_id']),
        step: row['step'] as ExchangeStep,
        path: String(row['path']),
        kind: row['kind'] as DriftKind,
        verdict: row['verdict'] as DriftFinding['verdict'],
        expected: String(row['expected']),
        seen: String(row['seen']),
        example: String(row['example']),
        firstAt: String(row['first_at']),
        lastAt: String(row['last_at']),
        count: Number(row['count']),
      }))
    },
    clear(environmentId) {
      if (environmentId === undefined) db.prepare('DELETE FROM drift').run()
      else db.prepare('DELETE FROM drift WHERE environment_id = ?').run(environmentId)
    },
  }
}
