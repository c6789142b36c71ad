import { compareReports } from '../../core/evidence/report/compare.ts'
import { readReport } from '../../core/evidence/report/read-report.ts'
import { verifyReport, type ReportProblem } from '../../core/evidence/report/verify.ts'
import type { CheckVerdict } from '../../core/model/readiness.ts'
import { verdictWords } from '../../core/readiness/words.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { comparisonJson, driftChangeJson } from '../output/ndjson.ts'
import { plainText } from '../output/plain-text.ts'

/** Whether a report was changed, or what changed from one to another. */
export const report = (run: Run, command: CommandOf<'report'>): Promise<number> =>
  command.action === 'verify' ? verify(run, command) : compare(run, command)

const problemWords = (problem: ReportProblem['problem']): string =>
  ({
    missing: m.cli_problem_missing,
    changed: m.cli_problem_changed,
    unreadable: m.cli_problem_changed,
    extra: m.cli_problem_extra,
    'not-the-printed-hash': m.cli_problem_hash,
  })[problem]()

async function verify(
  { reporter }: Run,
  { folder, sha256 }: Extract<CommandOf<'report'>, { action: 'verify' }>,
): Promise<number> {
  const { files, problems, manifestSha256 } = await verifyReport(folder, sha256)
  const bad = new Map(problems.map((each) => [each.file, each.problem]))
  const names = [...new Set([...files, ...bad.keys()])]
  for (const file of names) {
    const problem = bad.get(file)
    const words = problem === undefined ? '' : problemWords(problem)
    reporter.check(
      {
        id: file,
        verdict: problem === undefined ? 'passed' : 'failed',
        ...(problem !== undefined && { reason: problem }),
      },
      problem === undefined
        ? `${reporter.look.style('green', '✓')} ${plainText(file)}`
        : `${reporter.look.style('red', '✕')} ${plainText(file)} ${words}`,
    )
  }
  reporter.result('')
  reporter.result(
    problems.length === 0
      ? reporter.look.style('green', m.cli_verify_good({ count: files.length }))
      : `${reporter.look.style('red', m.cli_verify_bad())} ${[...bad.keys()].map(plainText).join(', ')}`,
  )
  reporter.result(m.cli_report_seal({ hash: manifestSha256 }))
  return problems.length === 0 ? 0 : 1
}

async function compare(
  { reporter }: Run,
  { before, after }: Extract<CommandOf<'report'>, { action: 'compare' }>,
): Promise<number> {
  const [one, other] = await Promise.all([readReport(before), readReport(after)])
  const comparison = compareReports(one, other)
  const { changes, driftAppeared, driftGone } = comparison
  const { style } = reporter.look
  const words = (verdict: CheckVerdict | null): string =>
    verdict === null ? '—' : verdictWords(verdict)
  const width = Math.max(0, ...changes.map(({ id }) => id.length))
  for (const { id, kind, before: was, after: is } of changes) {
    const colour = { better: 'green', worse: 'red', other: 'yellow' } as const
    reporter.check(
      {
        id,
        verdict: is ?? 'not-applicable',
        reason: `${was ?? '—'} → ${is ?? '—'}`,
        change: kind,
      },
      `${id.padEnd(width)}  ${style(colour[kind], `${words(was)} → ${words(is)}`)}`,
    )
  }
  if (changes.length === 0) reporter.result(m.cli_compare_same())
  for (const [sign, change, list] of [
    ['+', 'appeared', driftAppeared],
    ['−', 'gone', driftGone],
  ] as const) {
    for (const finding of list) {
      const { step, path, seen } = finding
      reporter.line(driftChangeJson(change, finding))
      reporter.result(plainText(m.cli_compare_drift({ sign, step, path, seen })))
    }
  }
  reporter.line(comparisonJson(comparison))
  return changes.some(({ kind }) => kind === 'worse') ? 1 : 0
}
