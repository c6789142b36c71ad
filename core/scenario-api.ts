import type { ScenarioFile, ScenarioProblem, Scenario, ScenarioRun } from './model/scenario.ts'
import type { WatchOptions } from './workbench-api.ts'

export interface ScenarioRunOptions {
  /** How many at once, 1 to 16; 4 where absent. */
  parallel?: number
  watch?: WatchOptions
}

/** Scenarios: payments with what is expected of them, as YAML (docs/scenario.schema.json). */
export interface ScenarioCalls {
  /** Reads a text; nothing of it is trusted. */
  read(text: string): Promise<{ scenarios: Scenario[]; problems: ScenarioProblem[] }>
  /** Files in the profile's folder, by name. */
  list(): Promise<ScenarioFile[]>
  /** Makes the folder where it is not there, with the schema for editors. Returns its path. */
  openFolder(): Promise<string>
  /** A payment of the history as a scenario that expects what became of it. @throws KlaviError `unknown-payment` */
  fromPayment(localId: string): Promise<{ name: string; text: string }>
  /** Writes one file. @throws KlaviError `scenario-invalid`, `scenario-exists` */
  save(file: { name: string; text: string; replace?: boolean }): Promise<ScenarioFile>
  /** Deletes a file of the folder, named as it lies there. @throws KlaviError `unknown-scenario` */
  remove(file: string): Promise<void>
  /**
   * Runs them, a few at a time; the event `scenarios` follows. Never where sending is guarded.
   * @throws KlaviError `readiness-running` where a run is under way
   */
  start(
    list: { source: string; scenario: Scenario }[],
    options?: ScenarioRunOptions,
  ): Promise<ScenarioRun>
  cancel(runId: string): Promise<void>
  current(): ScenarioRun | null
  finished(runId: string): Promise<ScenarioRun>
}
