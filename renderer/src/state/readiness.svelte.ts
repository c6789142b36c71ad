import type {
  CheckInfo,
  Failure,
  ReadinessRun,
  ReadinessSummary,
  ReportComparison,
  ScenarioFile,
  ScenarioRun,
} from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'

const RUNS = 50
const PARALLEL = 4

/** The go-live suite and scenarios, as their screen shows them. */
export class ReadinessState {
  /** What would be run, before a run is shown. */
  plan = $state.raw<CheckInfo[]>([])
  /** The run that goes on, or the one that the person chose. */
  run = $state.raw<ReadinessRun | null>(null)
  runs = $state.raw<ReadinessSummary[]>([])
  comparison = $state.raw<ReportComparison | null>(null)
  files = $state.raw<ScenarioFile[] | null>(null)
  scenarioRun = $state.raw<ScenarioRun | null>(null)
  failure = $state.raw<Failure | null>(null)
  busy = $state(false)
  tab = $state('suite')
  #api: Api

  constructor(api: Api) {
    this.#api = api
    api.on('readiness', (run) => {
      const before = this.run
      if (before === null || before.runId === run.runId || run.state !== 'ended') this.run = run
      if (run.endedAt !== undefined) void this.loadRuns()
    })
    api.on('scenarios', (run) => (this.scenarioRun = run))
  }

  get going(): boolean {
    return this.run !== null && this.run.endedAt === undefined
  }

  async open(environmentId: string): Promise<void> {
    await this.#attempt(async () => {
      const [plan, current] = await Promise.all([
        this.#api.request('readiness.checks', { environmentId }),
        this.#api.request('readiness.current'),
      ])
      this.plan = plan
      if (current !== null && (this.run === null || current.endedAt === undefined)) {
        this.run = current
      }
    })
    await this.loadRuns()
  }

  async loadRuns(): Promise<void> {
    await this.#attempt(async () => {
      this.runs = await this.#api.request('readiness.runs', { limit: RUNS })
    })
  }

  /** With this bank, by its id; without one the suite chooses. */
  async start(environmentId: string, participant = ''): Promise<void> {
    this.busy = true
    this.comparison = null
    await this.#attempt(async () => {
      this.run = await this.#api.request('readiness.start', {
        environmentId,
        ...(participant !== '' && { participant }),
      })
    })
    this.busy = false
  }

  async show(runId: string): Promise<void> {
    this.comparison = null
    await this.#attempt(async () => {
      this.run = await this.#api.request('readiness.view', { runId })
    })
  }

  /** Back to what would be run here. */
  leave(): void {
    this.run = null
    this.comparison = null
  }

  answer(runId: string): Promise<void> {
    return this.#attempt(() => this.#api.request('readiness.answer', { runId, answer: 'skip' }))
  }

  cancel(runId: string): Promise<void> {
    return this.#attempt(() => this.#api.request('readiness.cancel', { runId }))
  }

  /** The folder, or null where the person chose none. */
  async export(runId: string): Promise<{ folder: string; manifestSha256: string } | null> {
    let files: { folder: string; manifestSha256: string } | null = null
    await this.#attempt(async () => {
      files = await this.#api.request('readiness.export', { runId })
    })
    return files
  }

  openReport(runId: string): Promise<void> {
    return this.#attempt(() => this.#api.request('readiness.open', { runId }))
  }

  async compare(before: string, after: string): Promise<void> {
    await this.#attempt(async () => {
      this.comparison = await this.#api.request('readiness.compare', { before, after })
    })
  }

  async loadScenarios(): Promise<void> {
    await this.#attempt(async () => {
      const [files, current] = await Promise.all([
        this.#api.request('scenarios.list'),
        this.#api.request('scenarios.current'),
      ])
      this.files = files
      this.scenarioRun = current
    })
  }

  runScenarios(files: string[]): Promise<void> {
    return this.#attempt(async () => {
      this.scenarioRun = await this.#api.request('scenarios.start', { files, parallel: PARALLEL })
    })
  }

  cancelScenarios(runId: string): Promise<void> {
    return this.#attempt(() => this.#api.request('scenarios.cancel', { runId }))
  }

  async removeScenario(file: string): Promise<void> {
    await this.#attempt(async () => {
      await this.#api.request('scenarios.remove', { file })
      this.files = await this.#api.request('scenarios.list')
    })
  }

  revealScenarios(): Promise<void> {
    return this.#attempt(() => this.#api.request('scenarios.reveal'))
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    this.failure = null
    try {
      await work()
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }
}
