import type {
  CheckInfo,
  CheckView,
  ReadinessRun,
  ReadinessSummary,
  ScenarioFile,
} from '../../electron/contract/types.ts'
import { FakeFailure, type FakeHandlers, type FakeTransport } from './fake-transport.ts'

/** The suite and the scenarios of a scripted world. */
export interface ScriptedReadiness {
  runs: ReadinessRun[]
  files: ScenarioFile[]
  /** Judges the running run's next check. */
  judge(verdict: NonNullable<CheckView['verdict']>, reason?: string): void
  /** The running run waits for a person. */
  pause(): void
  handlers: FakeHandlers
}

const info = (id: string, group: CheckInfo['group'], title: string): CheckInfo => ({
  id,
  group,
  title,
  proves: 'What it proves.',
  how: 'How it is provoked.',
  section: '§3.1',
  negative: id === 'auth-wrong-secret',
  sends: group === 'course',
})

export const scriptedChecks: readonly CheckInfo[] = [
  info('tls-quality', 'transport', 'TLS quality'),
  info('auth-good', 'auth', 'Good keys are accepted'),
  info('auth-wrong-secret', 'auth', 'A wrong secret is refused'),
  info('happy-path', 'course', 'The happy path completes in order'),
]

export function scriptedReadiness(transport: FakeTransport): ScriptedReadiness {
  let current: ReadinessRun | null = null
  const tell = (): void => {
    if (current !== null) transport.emit('readiness', structuredClone(current))
  }
  const found = (runId: string): ReadinessRun => {
    const run = desk.runs.find((one) => one.runId === runId)
    if (!run) throw new FakeFailure({ code: 'unknown-run', details: { id: runId } })
    return run
  }
  const desk: ScriptedReadiness = {
    runs: [],
    files: [],
    judge(verdict, reason) {
      const run = current
      const check = run?.checks.find(({ state }) => state === 'running')
      if (run === null || check === undefined) return
      Object.assign(check, { state: 'ended', verdict, durationMs: 120, ...(reason && { reason }) })
      run.counts[verdict] += 1
      delete run.pause
      run.state = 'running'
      const next = run.checks.find(({ state }) => state === 'waiting')
      if (next) next.state = 'running'
      else {
        run.state = 'ended'
        run.endedAt = '2026-03-02T12:00:09.000Z'
        run.verdict = run.counts.failed > 0 ? 'failed' : 'passed'
        desk.runs.unshift(structuredClone(run))
      }
      tell()
    },
    pause() {
      if (current === null) return
      current.state = 'paused'
      current.pause = {
        checkId: 'happy-path',
        kind: 'authorise',
        url: 'https://bank.example/consent/1',
        until: '2026-03-02T12:15:00.000Z',
        instruction: 'Open the bank’s page and authorise the payment.',
      }
      tell()
    },
    handlers: {
      'readiness.checks': () => [...scriptedChecks],
      'readiness.current': () => current,
      'readiness.start': ({ environmentId }) => {
        current = {
          runId: `run-${desk.runs.length + 1}`,
          environmentId,
          environmentName: 'Simulator',
          environmentKind: 'simulator',
          origin: 'https://127.0.0.1:41873',
          dialect: 'g1',
          startedAt: '2026-03-02T12:00:00.000Z',
          state: 'running',
          counts: { passed: 0, failed: 0, 'not-applicable': 0, 'needs-person': 0 },
          checks: scriptedChecks.map((check, index) => ({
            ...check,
            state: index === 0 ? 'running' : 'waiting',
            exchangeIds: [],
            localIds: [],
          })),
        }
        return structuredClone(current)
      },
      'readiness.answer': () => {
        desk.judge('needs-person', 'Somebody has to authorise the payment in the bank’s app.')
        return null
      },
      'readiness.cancel': () => {
        if (current !== null) {
          current = { ...current, state: 'cancelled', endedAt: current.startedAt }
          tell()
        }
        return null
      },
      'readiness.runs': () =>
        desk.runs.map(({ checks: _checks, ...rest }): ReadinessSummary => rest),
      'readiness.view': ({ runId }) => found(runId),
      'readiness.remove': () => null,
      'readiness.export': () => ({
        folder: '/reports/1',
        files: ['report.html'],
        page: '/reports/1/report.html',
        manifestSha256: 'ab'.repeat(32),
      }),
      'readiness.open': () => ({
        folder: '/reports/1',
        files: ['report.html'],
        page: '/reports/1/report.html',
        manifestSha256: 'ab'.repeat(32),
      }),
      'readiness.compare': ({ before, after }) => ({
        before: { reportId: before, ...headOf(found(before)) },
        after: { reportId: after, ...headOf(found(after)) },
        changes: [
          {
            id: 'auth-good',
            title: 'Good keys are accepted',
            before: 'passed',
            after: 'failed',
            kind: 'worse',
          },
        ],
        driftAppeared: [],
        driftGone: [],
      }),
      'scenarios.list': () => desk.files,
      'scenarios.current': () => null,
      'scenarios.read': () => ({ scenarios: [], problems: [] }),
      'scenarios.fromPayment': () => ({ name: 'completed', text: 'name: completed' }),
      'scenarios.save': ({ name, text }) => ({
        name,
        file: `${name}.yaml`,
        text,
        scenarios: [],
        problems: [],
      }),
      'scenarios.remove': ({ file: removed }) => {
        desk.files = desk.files.filter(({ file }) => file !== removed)
        return null
      },
      'scenarios.start': ({ files }) => ({
        runId: 'scenarios-1',
        startedAt: '2026-03-02T12:00:00.000Z',
        endedAt: '2026-03-02T12:00:01.000Z',
        state: 'ended',
        total: files.length,
        running: [],
        results: files.map((file) => ({
          source: file,
          name: file,
          verdict: 'failed' as const,
          reasons: ['Ended as PAYMENT_REJECTED, not PAYMENT_COMPLETED.'],
          durationMs: 900,
        })),
      }),
      'scenarios.cancel': () => null,
      'scenarios.reveal': () => null,
    },
  }
  return desk
}

const headOf = ({
  startedAt,
  environmentName,
  origin,
  verdict = 'passed',
  counts,
}: ReadinessRun) => ({
  startedAt,
  environmentName,
  origin,
  verdict,
  counts,
})
