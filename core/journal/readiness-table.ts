import type { EnvironmentKind } from '../model/environment.ts'
import type { Db, Row } from './database.ts'

/** A finished readiness run, as far as the production guard needs it. */
export interface ReadinessRecord {
  reportId: string
  environmentId: string
  environmentKind: EnvironmentKind
  origin: string
  /** UTC ISO time of the report. */
  at: string
  verdict: 'passed' | 'failed'
}

export interface ReadinessTable {
  record(report: ReadinessRecord): void
  /** The latest report that passed against a sandbox; the simulator proves nothing about Klavi. */
  lastPassed(): ReadinessRecord | undefined
  /** The latest report against a sandbox, passed or not. */
  latest(): ReadinessRecord | undefined
}

export function readinessTable(db: Db): ReadinessTable {
  return {
    record({ reportId, environmentId, environmentKind, origin, at, verdict }) {
      db.prepare(
        `INSERT OR REPLACE INTO readiness_gate
           (report_id, environment_id, environment_kind, origin, at, verdict)
         VALUES (?, ?, ?, ?, ?, ?)`,
      ).run(reportId, environmentId, environmentKind, origin, at, verdict)
    },
    lastPassed() {
      const row = db
        .prepare(
          `SELECT * FROM readiness_gate WHERE verdict = 'passed' AND environment_kind = 'sandbox'
           ORDER BY at DESC LIMIT 1`,
        )
        .get() as Row | undefined
      return row === undefined ? undefined : toRecord(row)
    },
    latest() {
      const row = db
        .prepare(
          `SELECT * FROM readiness_gate WHERE environment_kind = 'sandbox' ORDER BY at DESC LIMIT 1`,
        )
        .get() as Row | undefined
      return row === undefined ? undefined : toRecord(row)
    },
  }
}

const toRecord = (row: Row): ReadinessRecord => ({
  reportId: String(row['report_id']),
  environmentId: String(row['environment_id']),
  environmentKind: String(row['environment_kind']) as EnvironmentKind,
  origin: String(row['origin']),
  at: String(row['at']),
  verdict: row['verdict'] === 'passed' ? 'passed' : 'failed',
})
