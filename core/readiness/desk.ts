import { m } from '../../messages/index.ts'
import { compareReports } from '../evidence/report/compare.ts'
import { prepareFolder, writeReport } from '../evidence/report/write-report.ts'
import { KlaviError } from '../failure.ts'
import type {
  CheckResult,
  CheckView,
  ReadinessReport,
  ReadinessRun,
  ReadinessSummary,
  RunVerdict,
} from '../model/readiness.ts'
import type { ReadinessCalls, ReadinessOptions } from '../readiness-api.ts'
import { isoTime } from '../system.ts'
import type { Context } from '../use-cases/context.ts'
import { isGuarded } from '../use-cases/guard.ts'
import type { Watches } from '../use-cases/watches.ts'
import type { Check } from './check.ts'
import { evidenceDrift, evidenceExchanges, evidencePayments } from './evidence.ts'
import { countVerdicts, emptyCounts, runSuite, runVerdict } from './run-suite.ts'
import { Scene, type PersonAnswer } from './scene.ts'
import { holdSimulator } from './simulator-hold.ts'
import { suiteFor } from './suite.ts'
import { checkInfo, reasonWords } from './words.ts'

const defaultLatencyLimitMs = 5_000
const defaultConsentWaitMs = 15 * 60_000
/** On the simulator a status changes when the suite says so; a poll only has to see it. */
const simulatorPollMs = 250

interface Active {
  run: Omit<ReadinessRun, 'checks' | 'counts' | 'pause'>
  checks: readonly Check[]
  results: Map<string, CheckResult>
  running?: string
  abort: AbortController
  pause?: { checkId: string; kind: 'authorise' | 'reject'; url?: string; until: string }
  answer?: (answer: PersonAnswer) => void
  done: Promise<void>
}

/** Runs of the suite in this process, one at a time, and those that the journal keeps. */
export function readinessDesk(
  context: Context,
  watches: Watches,
): ReadinessCalls & { close(): Promise<void> } {
  const { journal, ports, environments } = context
  const { clock, random } = ports
  let active: Active | undefined
  /** From the call on: a second one that comes before the first has begun is refused as well. */
  let beginning = false

  const known = (runId: string): ReadinessReport => {
    const report = journal.readinessRuns.get(runId)
    if (report === undefined) throw new KlaviError('unknown-run', { id: runId })
    return report
  }
  const current = (runId: string): Active => {
    if (active?.run.runId !== runId) throw new KlaviError('unknown-run', { id: runId })
    return active
  }
  const tell = (it: Active): void => context.publish('readiness', viewOf(it))

  const begin = async (environmentId: string, options: ReadinessOptions): Promise<Active> => {
    const environment = environments.find(environmentId)
    const { state } = await context.keyring.status(environment)
    if (state === 'absent') throw new KlaviError('no-credential', { environment: environment.name })
    const target = await environments.target(environment)
    const started: Active = {
      run: {
        runId: random.uuid(),
        environmentId: environment.id,
        environmentName: environment.name,
        environmentKind: environment.kind,
        origin: target.environment.origin,
        dialect: target.environment.dialect,
        startedAt: isoTime(clock.now()),
        state: 'running',
      },
      checks: suiteFor(environment.dialect),
      results: new Map(),
      abort: new AbortController(),
      done: Promise.resolve(),
    }
    const ask: Scene['ask'] = (step, given) =>
      new Promise((resolve) => {
        const { running: checkId = '' } = started
        const waitMs = options.consentWaitMs ?? defaultConsentWaitMs
        const finish = (answer: PersonAnswer): void => {
          cancel()
          delete started.pause
          delete started.answer
          started.run.state = 'running'
          tell(started)
          resolve(answer)
        }
        const cancel = clock.after(waitMs, () => finish('time'))
        started.pause = { checkId, ...step, until: isoTime(clock.now() + waitMs) }
        started.answer = finish
        started.run.state = 'paused'
        const end = (): void => started.answer?.('done')
        given.addEventListener('abort', end, { once: true })
        started.abort.signal.addEventListener('abort', () => started.answer?.('skip'), {
          once: true,
        })
        tell(started)
      })
    const scene = new Scene(
      context,
      watches,
      target,
      {
        ...(options.participant ? { participant: options.participant } : {}),
        latencyLimitMs: options.latencyLimitMs ?? defaultLatencyLimitMs,
        consentWaitMs: options.consentWaitMs ?? defaultConsentWaitMs,
        interactive: options.interactive,
        watch: {
          ...(environment.kind === 'simulator' ? { intervalMs: simulatorPollMs } : {}),
          ...options.watch,
        },
      },
      started.abort.signal,
      ask,
      started.run.startedAt,
    )
    const hold = await holdSimulator(scene).catch((thrown: unknown) => {
      scene.close()
      throw thrown
    })
    started.done = carryOut(started, scene, hold, options).catch((thrown: unknown) => {
      // The run itself failed, e.g. because the simulator went away: what was judged so far stays.
      started.run.state = 'ended'
      started.run.verdict = 'failed'
      started.run.endedAt = isoTime(clock.now())
      tell(started)
      throw thrown
    })
    started.done.catch(() => {})
    return started
  }

  const carryOut = async (
    it: Active,
    scene: Scene,
    hold: { release(): Promise<void> },
    { by }: ReadinessOptions,
  ): Promise<void> => {
    try {
      await runSuite(it.checks, scene, isGuarded(scene.environment), (check, result) => {
        if (result === 'running') it.running = check.id
        else {
          it.results.set(check.id, result)
          delete it.running
        }
        tell(it)
      })
    } finally {
      await hold.release()
      scene.close()
    }
    const counts = countVerdicts([...it.results.values()])
    it.run.verdict = runVerdict(counts)
    it.run.endedAt = isoTime(clock.now())
    const cancelled = it.abort.signal.aborted
    it.run.state = cancelled ? 'cancelled' : 'ended'
    if (!cancelled) {
      const report = reportOf(it, scene, by, ports.userAgent)
      context.write(() => {
        journal.readinessRuns.put(report)
        const { reportId, environment: facts, endedAt: at } = report
        journal.readiness.record({
          reportId,
          environmentId: facts.id,
          environmentKind: facts.kind,
          origin: facts.origin,
          at,
          verdict: report.verdict === 'passed' ? 'passed' : 'failed',
        })
      })
      // The production guard's state follows the gate.
      for (const { id, kind } of environments.all()) {
        if (kind === 'production') context.publish('environment', { environmentId: id })
      }
    }
    tell(it)
  }

  return {
    checks: async (environmentId) =>
      suiteFor(environments.find(environmentId).dialect).map(checkInfo),
    async start(environmentId, options) {
      if (beginning || (active !== undefined && active.run.endedAt === undefined)) {
        const environment = active?.run.environmentName ?? environments.find(environmentId).name
        throw new KlaviError('readiness-running', { environment })
      }
      beginning = true
      try {
        active = await begin(environmentId, options)
      } finally {
        beginning = false
      }
      tell(active)
      return viewOf(active)
    },
    current: async () => (active === undefined ? null : viewOf(active)),
    async answer(runId, answer) {
      const it = current(runId)
      it.answer?.(answer)
    },
    async cancel(runId) {
      current(runId).abort.abort(new KlaviError('aborted'))
    },
    async finished(runId) {
      const it = current(runId)
      await it.done
      return viewOf(it)
    },
    list: async (query) => journal.readinessRuns.list(query).map(summaryOf),
    view: async (runId) => viewOfReport(known(runId)),
    report: async (runId) => known(runId),
    async remove(runId) {
      journal.readinessRuns.remove(runId)
    },
    async prepareExport(folder) {
      await intoFolder(folder, () => prepareFolder(folder))
    },
    export: (runId, folder) => intoFolder(folder, () => writeReport(known(runId), folder)),
    compare: async (before, after) => compareReports(known(before), known(after)),
    async close() {
      active?.abort.abort(new KlaviError('aborted'))
      await active?.done.catch(() => {})
    },
  }
}

function viewOf(it: Active): ReadinessRun {
  const checks = it.checks.map((check): CheckView => {
    const result = it.results.get(check.id)
    const info = checkInfo(check)
    if (result !== undefined) return { ...info, ...viewOfResult(result) }
    const state = it.running === check.id ? 'running' : 'waiting'
    return { ...info, state, exchangeIds: [], localIds: [] }
  })
  const { pause } = it
  return {
    ...it.run,
    checks,
    counts: it.results.size === 0 ? emptyCounts() : countVerdicts(checks),
    ...(pause === undefined
      ? {}
      : {
          pause: {
            ...pause,
            instruction:
              pause.kind === 'authorise'
                ? m.readiness_pause_authorise()
                : m.readiness_pause_reject(),
          },
        }),
  }
}

const viewOfResult = (
  result: Pick<
    CheckResult,
    'verdict' | 'reason' | 'startedAt' | 'endedAt' | 'exchangeIds' | 'localIds'
  >,
): Omit<CheckView, keyof ReturnType<typeof checkInfo>> => ({
  state: 'ended',
  verdict: result.verdict,
  ...(result.reason === undefined ? {} : { reason: reasonWords(result.reason) }),
  durationMs: Date.parse(result.endedAt) - Date.parse(result.startedAt),
  exchangeIds: result.exchangeIds,
  localIds: result.localIds,
})

/** A report of this or an earlier run, as screens show it. */
export function viewOfReport(report: ReadinessReport): ReadinessRun {
  const suite = suiteFor(report.environment.dialect)
  const checks = report.checks.map((result): CheckView => {
    const check = suite.find(({ id }) => id === result.id)
    const info =
      check === undefined ? { ...result, title: result.id, proves: '', how: '' } : checkInfo(check)
    const { id, group, title, proves, how, section, negative, sends } = info
    return { id, group, title, proves, how, section, negative, sends, ...viewOfResult(result) }
  })
  return {
    ...summaryOf(report),
    dialect: report.environment.dialect,
    state: 'ended',
    checks,
  }
}

function summaryOf(report: ReadinessReport): ReadinessSummary & { verdict: RunVerdict } {
  const { reportId, environment, startedAt, endedAt, verdict, counts } = report
  return {
    runId: reportId,
    environmentId: environment.id,
    environmentName: environment.name,
    environmentKind: environment.kind,
    origin: environment.origin,
    startedAt,
    endedAt,
    verdict,
    counts,
  }
}

function reportOf(it: Active, scene: Scene, by: string, userAgent: string): ReadinessReport {
  const { run } = it
  const { prefix } = scene.environment
  const [name = '', version = ''] = userAgent.split('/')
  const results = it.checks.flatMap((check) => {
    const result = it.results.get(check.id)
    if (result === undefined) return []
    const { group, section, negative, sends } = checkInfo(check)
    return [{ ...result, group, section, negative, sends }]
  })
  const counts = countVerdicts(results)
  return {
    format: 'klavi-tester-readiness/1',
    reportId: run.runId,
    startedAt: run.startedAt,
    endedAt: run.endedAt ?? run.startedAt,
    by,
    tool: {
      name,
      version,
      runtime: runtimeName(),
      platform: `${process.platform} ${process.arch}`,
    },
    environment: {
      id: run.environmentId,
      name: run.environmentName,
      kind: run.environmentKind,
      origin: run.origin,
      prefix,
      dialect: run.dialect,
    },
    verdict: runVerdict(counts),
    counts,
    checks: results,
    payments: evidencePayments(scene),
    exchanges: evidenceExchanges(scene),
    drift: evidenceDrift(scene),
  }
}

/** @throws KlaviError `report-folder`, whatever kept it from being written */
async function intoFolder<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (thrown) {
    if (thrown instanceof KlaviError) throw thrown
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new KlaviError('report-folder', { folder, reason }, thrown)
  }
}

const runtimeName = (): string => {
  const { electron, node } = process.versions as Record<string, string | undefined>
  return electron === undefined ? `Node ${node ?? ''}` : `Electron ${electron}`
}
