import type {
  CheckInfo,
  ReadinessReport,
  ReadinessRun,
  ReadinessSummary,
  ReportComparison,
  ReportFiles,
} from './model/readiness.ts'
import type { WatchOptions } from './workbench-api.ts'

export interface ReadinessOptions {
  /** The bank to pay with, by id or, ignoring case, by name; absent: the sandbox's mock bank, else the first. */
  participant?: string
  /** A call that takes longer fails the check `latency`; 5,000 where absent. */
  latencyLimitMs?: number
  /** How long a person has, for each step that only a person can take; 15 minutes where absent. */
  consentWaitMs?: number
  /** Whether there is somebody who can be asked. */
  interactive: boolean
  watch?: WatchOptions
  /** Who runs it, for the report. */
  by: string
}

/** The go-live suite: run it, look at it, export it (docs/architecture.md). */
export interface ReadinessCalls {
  /** What would be run in this environment. */
  checks(environmentId: string): Promise<CheckInfo[]>
  /**
   * Begins a run; the event `readiness` follows it.
   * @throws KlaviError `readiness-running`, `unknown-environment`
   */
  start(environmentId: string, options: ReadinessOptions): Promise<ReadinessRun>
  /** The run of this process that goes on, or ended last; null where there was none. */
  current(): Promise<ReadinessRun | null>
  /** The person took the step that the run waits for, or will not take it. */
  answer(runId: string, answer: 'done' | 'skip'): Promise<void>
  /** What was judged so far stays. */
  cancel(runId: string): Promise<void>
  /** Resolves when the run has ended and its report is in the journal. */
  finished(runId: string): Promise<ReadinessRun>
  /** Runs that ended, latest first, of every run of the program. */
  list(query: { environmentId?: string; limit: number }): Promise<ReadinessSummary[]>
  /** An ended run as screens show it. @throws KlaviError `unknown-run` */
  view(runId: string): Promise<ReadinessRun>
  /** @throws KlaviError `unknown-run` */
  report(runId: string): Promise<ReadinessReport>
  remove(runId: string): Promise<void>
  /** Makes a report's folder before a run that would be lost without it. @throws KlaviError `report-folder` */
  prepareExport(folder: string): Promise<void>
  /**
   * Writes report.html, report.json, junit.xml and the manifest into a folder, which is made.
   * @throws KlaviError `unknown-run`, `report-folder`
   */
  export(runId: string, folder: string): Promise<ReportFiles>
  /** What changed from one run to another. @throws KlaviError `unknown-run` */
  compare(before: string, after: string): Promise<ReportComparison>
}
