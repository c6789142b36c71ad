import { KlaviError } from '../../core/failure.ts'
import type { Scenario, ScenarioResult, ScenarioRun } from '../../core/model/scenario.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { readText } from '../host/read-text.ts'
import { withSession, type Session } from '../host/session.ts'
import { chooseTarget, prepareStored, prepareTarget } from '../host/target.ts'
import { plainText } from '../output/plain-text.ts'
import { durationWords } from '../output/words.ts'
import { exitCodeOfError } from './exit-code.ts'

const usualParallel = 4

/** Runs scenario files, a few at a time, and tells each result as it falls. */
export async function runScenarios(run: Run, command: CommandOf<'run'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  const told = { ...run, reporter: run.reporter.forMany() }
  return withSession(told, target.bench, async (session) => {
    const list = await readAll(run, session, command.files)
    if (command.env !== undefined) {
      const { id } = await prepareTarget(session, target)
      for (const { scenario } of list) scenario.environment = id
    } else {
      const names = new Set(list.map(({ scenario }) => scenario.environment))
      for (const name of names) {
        await prepareStored(session, target, await session.bench.environments.find(name))
      }
    }
    const results = await follow(run, session, list, command)
    run.reporter.progress('')
    const failed = results.filter(({ verdict }) => verdict === 'failed')
    run.reporter.result('')
    run.reporter.result(
      m.cli_run_counts({ passed: results.length - failed.length, failed: failed.length }),
    )
    if (run.signal.aborted) return 130
    const codes = new Set(failed.map(exitCode))
    if (codes.size === 0) return 0
    const [only = 1] = codes
    return codes.size === 1 ? only : 1
  })
}

/** Where nothing was sent the error counts, else what is known of the payment. */
function exitCode({ errorCode, outcome }: ScenarioResult): number {
  if (errorCode !== undefined) return exitCodeOfError(errorCode)
  if (outcome?.outcome === 'unknown') return 5
  return outcome?.outcome === 'stopped' && !outcome.answered ? 4 : 1
}

/** @throws KlaviError `scenario-invalid`, for the first file with a problem, before anything is sent */
async function readAll(
  run: Run,
  session: Session,
  files: readonly string[],
): Promise<{ source: string; scenario: Scenario }[]> {
  const { scenarios: desk } = session.bench
  const list: { source: string; scenario: Scenario }[] = []
  for (const file of files) {
    const text = await textOf(run, session, file)
    const { scenarios, problems } = await desk.read(text)
    const [problem] = problems
    if (problem !== undefined) {
      const detail = [file, problem.path, problem.message].filter(Boolean).join(': ')
      throw new KlaviError('scenario-invalid', { detail })
    }
    for (const scenario of scenarios) list.push({ source: file, scenario })
  }
  return list
}

/** A file, or a scenario of the profile by its name. */
async function textOf(run: Run, session: Session, file: string): Promise<string> {
  try {
    return await readText(file, file, run.stdin, m.cli_run_file_hint())
  } catch (thrown) {
    const stored = (await session.bench.scenarios.list()).find(
      (one) => one.file === file || one.name === file,
    )
    if (stored === undefined) throw thrown
    return stored.text
  }
}

async function follow(
  run: Run,
  session: Session,
  list: { source: string; scenario: Scenario }[],
  command: CommandOf<'run'>,
): Promise<ScenarioResult[]> {
  const { reporter, signal } = run
  const { scenarios: desk } = session.bench
  const parallel = command.parallel ?? usualParallel
  let told = 0
  const show = ({ results, running, total }: ScenarioRun): void => {
    for (const result of results.slice(told)) {
      told += 1
      reporter.progress('')
      tell(run, result)
    }
    if (running.length > 0) {
      const names = running.join(', ')
      reporter.progress(m.cli_run_progress({ done: results.length, count: total, names }))
    }
  }
  const unsubscribe = session.bench.subscribe((name, payload) => {
    if (name === 'scenarios') show(payload as ScenarioRun)
  })
  try {
    reporter.say(m.cli_run_intro({ count: list.length, parallel }))
    const { intervalMs, timeoutMs } = command
    const started = await desk.start(list, {
      parallel,
      watch: {
        ...(intervalMs !== undefined && { intervalMs }),
        ...(timeoutMs !== undefined && { timeoutMs }),
      },
    })
    const stop = (): void => void desk.cancel(started.runId)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    const ended = await desk.finished(started.runId)
    show(ended)
    return ended.results
  } finally {
    unsubscribe()
  }
}

function tell({ reporter }: Run, result: ScenarioResult): void {
  const { name, verdict, reasons, durationMs, errorCode, hint } = result
  const { style } = reporter.look
  const sign = verdict === 'passed' ? style('green', '✓') : style('red', '✕')
  const reason = reasons.join(' ')
  const lines = [
    `${sign} ${plainText(name)}  ${style('dim', durationWords(durationMs))}`,
    ...reasons.map((each) => `    ${plainText(each)}`),
    ...(hint === undefined ? [] : [`    ${style('dim', plainText(hint))}`]),
  ]
  reporter.check(
    {
      id: name,
      verdict,
      ...(reason !== '' && { reason }),
      ...(errorCode !== undefined && { code: errorCode }),
      ...(hint !== undefined && { hint }),
    },
    lines.join('\n'),
  )
  if (result.outcome !== undefined) reporter.outcomeJson(result.outcome)
}
