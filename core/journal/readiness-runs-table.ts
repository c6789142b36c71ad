import type { ReadinessReport } from '../model/readiness.ts'
import type { Db, Row } from './database.ts'

/** Readiness runs that ended, whole, as their reports say them. */
export interface ReadinessRunsTable {
  put(report: ReadinessReport): void
  get(reportId: string): ReadinessReport | undefined
  /** Latest first, without exchanges and payments. */
  list(query: { environmentId?: string; limit: number }): ReadinessReport[]
  remove(reportId: string): void
}

export function readinessRunsTable(db: Db): ReadinessRunsTable {
  return {
    put(report) {
      const { exchanges, payments, ...head } = report
      db.prepare(
        `INSERT OR REPLACE INTO readiness_runs (report_id, environment_id, at, head, evidence)
         VALUES (?, ?, ?, ?, ?)`,
      ).run(
        report.reportId,
        report.environment.id,
        report.endedAt,
        JSON.stringify(head),
        JSON.stringify({ exchanges, payments }),
      )
    },
    get(reportId) {
      const row = db
        .prepare('SELECT head, evidence FROM readiness_runs WHERE report_id = ?')
        .get(reportId) as Row | undefined
      if (row === undefined) return undefined
      const head = JSON.parse(String(row['head'])) as ReadinessReport
      return { ...head, ...(JSON.parse(String(row['evidence'])) as object) }
    },
    list({ environmentId, limit }) {
      const where = environmentId === undefined ? '' : 'WHERE environment_id = ?'
      const values = environmentId === undefined ? [limit] : [environmentId, limit]
      const rows = db
        .prepare(`SELECT head FROM readiness_runs ${where} ORDER BY at DESC LIMIT ?`)
        .all(...values) as Row[]
      return rows.map((row) => ({
        ...(JSON.parse(String(row['head'])) as ReadinessReport),
        exchanges: [],
        payments: [],
      }))
    },
    remove(reportId) {
      db.prepare('DELETE FROM readiness_runs WHERE report_id = ?').run(reportId)
    },
  }
}
