import { userInfo } from 'node:os'
import { KlaviError } from '../../core/failure.ts'
import type { CheckVerdict, CheckView, ReadinessRun } from '../../core/model/readiness.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession, type Session } from '../host/session.ts'
import { chooseTarget, prepareTarget } from '../host/target.ts'
import { plainText } from '../output/plain-text.ts'
import type { Colour } from '../output/style.ts'

const looks: Readonly<Record<CheckVerdict, [sign: string, colour: Colour]>> = {
  passed: ['✓', 'green'],
  failed: ['✕', 'red'],
  'needs-person': ['●', 'yellow'],
  'not-applicable': ['–', 'dim'],
}
/** `path-consent-rejected` and its like. */
const idWidth = 24

/** Runs the suite, tells each verdict as it falls, and writes the report where one is asked for. */
export async function readiness(run: Run, command: CommandOf<'readiness'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  const { reporter } = run
  // Hundreds of exchanges: people see the verdicts, --json has every line.
  const told = { ...run, reporter: reporter.forMany() }
  return withSession(told, target.bench, async (session) => {
    const environment = await prepareTarget(session, target)
    const { state } = await session.bench.credentials.status(environment.id)
    if (state === 'absent') throw new KlaviError('no-credential', { environment: environment.name })
    if (command.reportFolder !== undefined) {
      await session.bench.readiness.prepareExport(command.reportFolder)
    }
    const interactive = run.terminal.err.isTerminal && isTerminal(run.stdin)
    const ended = await follow(run, session, environment.id, command, interactive)
    reporter.progress('')
    tellEnd(run, ended)
    if (run.signal.aborted) return 130
    if (command.reportFolder !== undefined) {
      const files = await session.bench.readiness.export(ended.runId, command.reportFolder)
      reporter.report({ verdict: ended.verdict ?? '', ...files })
      reporter.result(m.cli_report_written({ page: files.page }))
      reporter.result(m.cli_report_seal({ hash: files.manifestSha256 }))
    }
    return ended.verdict === 'passed' ? 0 : 1
  })
}

async function follow(
  run: Run,
  session: Session,
  environmentId: string,
  command: CommandOf<'readiness'>,
  interactive: boolean,
): Promise<ReadinessRun> {
  const { reporter, signal } = run
  const { readiness: desk } = session.bench
  const told = new Set<string>()
  let asked = ''
  const skip = (): void => {
    const runId = current?.runId
    if (runId !== undefined && asked !== '') void desk.answer(runId, 'skip')
  }
  let current: ReadinessRun | undefined
  const show = (state: ReadinessRun): void => {
    current = state
    for (const check of state.checks) {
      if (check.verdict === undefined || told.has(check.id)) continue
      told.add(check.id)
      reporter.progress('')
      const { id, verdict, reason } = check
      reporter.check(
        { id, verdict, ...(reason !== undefined && { reason }) },
        checkLine(check, reporter.look.style),
      )
    }
    const { pause } = state
    if (pause !== undefined && pause.checkId !== asked) {
      asked = pause.checkId
      reporter.progress('')
      reporter.warn(pause.instruction)
      if (pause.url !== undefined) reporter.warn(`  ${plainText(pause.url)}`)
      reporter.warn(`  ${m.cli_readiness_skip()}`)
    }
    if (pause === undefined) asked = ''
    const running = state.checks.find((check) => check.state === 'running')
    if (running !== undefined && pause === undefined) {
      reporter.progress(`${told.size}/${state.checks.length}  ${running.title}`)
    }
  }
  const unsubscribe = session.bench.subscribe((name, payload) => {
    if (name === 'readiness') show(payload as ReadinessRun)
  })
  if (interactive) run.stdin.on('data', skip)
  try {
    const checks = await desk.checks(environmentId)
    const environment = await session.bench.environments.find(environmentId)
    reporter.say(
      m.cli_readiness_intro({
        environment: environment.name,
        origin: environment.origin,
        count: checks.length,
      }),
    )
    const started = await desk.start(environmentId, {
      interactive,
      by: userName(),
      ...(command.participant !== undefined && { participant: command.participant }),
      ...(command.timeoutMs !== undefined && { consentWaitMs: command.timeoutMs }),
      watch: { ...(command.intervalMs !== undefined && { intervalMs: command.intervalMs }) },
    })
    const stop = (): void => void desk.cancel(started.runId)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    return await desk.finished(started.runId)
  } finally {
    unsubscribe()
    run.stdin.off('data', skip)
    run.stdin.pause()
  }
}

function checkLine(check: CheckView, style: Run['reporter']['look']['style']): string {
  const { id, title, verdict = 'not-applicable', reason } = check
  const [sign, colour] = looks[verdict]
  const why = reason === undefined ? '' : `  ${style('dim', plainText(reason))}`
  return `${style(colour, sign)} ${id.padEnd(idWidth)}  ${title}${why}`
}

function tellEnd({ reporter }: Run, { counts, verdict, state }: ReadinessRun): void {
  const words = {
    passed: m.cli_readiness_passed,
    failed: m.cli_readiness_failed,
    'needs-person': m.cli_readiness_person,
  }[verdict ?? 'failed']
  const colour = { passed: 'green', failed: 'red', 'needs-person': 'yellow' } as const
  const numbers = m.cli_readiness_counts({
    passed: counts.passed,
    failed: counts.failed,
    person: counts['needs-person'],
    none: counts['not-applicable'],
  })
  const said = state === 'cancelled' ? m.cli_readiness_cancelled() : words()
  reporter.result('')
  reporter.result(`${reporter.look.style(colour[verdict ?? 'failed'], said)} ${numbers}`)
}

const isTerminal = (stdin: NodeJS.ReadableStream): boolean =>
  (stdin as { isTTY?: boolean }).isTTY === true

/** Who runs it; a system that does not say leaves it open. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
