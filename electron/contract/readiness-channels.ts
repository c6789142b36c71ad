import type {
  CheckInfo,
  ReadinessRun,
  ReadinessSummary,
  ReportComparison,
  ReportFiles,
  ScenarioFile,
  ScenarioProblem,
  Scenario,
  ScenarioRun,
} from './types.ts'

/** The go-live suite and scenarios. */
export interface ReadinessRequests {
  /** What would be run in this environment. */
  'readiness.checks': { input: { environmentId: string }; output: CheckInfo[] }
  'readiness.start': {
    input: { environmentId: string; participant?: string | undefined }
    output: ReadinessRun
  }
  /** The run that goes on, or ended last in this session; null where there was none. */
  'readiness.current': { input: null; output: ReadinessRun | null }
  /** The person took the step that the run waits for, or will not take it. */
  'readiness.answer': { input: { runId: string; answer: 'done' | 'skip' }; output: null }
  'readiness.cancel': { input: { runId: string }; output: null }
  /** Runs that ended, latest first. */
  'readiness.runs': {
    input: { environmentId?: string | undefined; limit: number }
    output: ReadinessSummary[]
  }
  'readiness.view': { input: { runId: string }; output: ReadinessRun }
  'readiness.remove': { input: { runId: string }; output: null }
  /** Writes the report's files into a folder that the system's dialog asks for; null where the person chose none. */
  'readiness.export': { input: { runId: string }; output: ReportFiles | null }
  /** Writes them into the profile and opens the page in the system's browser. */
  'readiness.open': { input: { runId: string }; output: ReportFiles }
  'readiness.compare': { input: { before: string; after: string }; output: ReportComparison }

  'scenarios.list': { input: null; output: ScenarioFile[] }
  'scenarios.read': {
    input: { text: string }
    output: { scenarios: Scenario[]; problems: ScenarioProblem[] }
  }
  /** A payment of the history as a scenario. */
  'scenarios.fromPayment': {
    input: { localId: string }
    output: { name: string; text: string }
  }
  'scenarios.save': {
    input: { name: string; text: string; replace?: boolean | undefined }
    output: ScenarioFile
  }
  'scenarios.remove': { input: { file: string }; output: null }
  /** Runs every scenario of these files. */
  'scenarios.start': { input: { files: string[]; parallel: number }; output: ScenarioRun }
  'scenarios.cancel': { input: { runId: string }; output: null }
  'scenarios.current': { input: null; output: ScenarioRun | null }
  /** Shows the scenarios' folder in the system's file manager. */
  'scenarios.reveal': { input: null; output: null }
}

export interface ReadinessEvents {
  /** The run as it stands now. */
  readiness: ReadinessRun
  scenarios: ScenarioRun
}
