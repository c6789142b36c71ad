import type {
  CheckVerdict,
  ReadinessReport,
  ReportComparison,
  ReportHead,
} from '../../model/readiness.ts'
import { suiteFor } from '../../readiness/suite.ts'
import { checkInfo } from '../../readiness/words.ts'

const worth: Readonly<Record<CheckVerdict, number>> = {
  failed: 0,
  'needs-person': 1,
  'not-applicable': 1,
  passed: 2,
}

/** What changed from one report to another; what stayed the same is left out. */
export function compareReports(before: ReadinessReport, after: ReadinessReport): ReportComparison {
  const suite = [...suiteFor(after.environment.dialect), ...suiteFor(before.environment.dialect)]
  const ids = [...new Set([...after.checks, ...before.checks].map(({ id }) => id))]
  const verdictIn = ({ checks }: ReadinessReport, id: string): CheckVerdict | null =>
    checks.find((check) => check.id === id)?.verdict ?? null
  const changes = ids.flatMap((id): ReportComparison['changes'] => {
    const one = verdictIn(before, id)
    const other = verdictIn(after, id)
    if (one === other) return []
    const check = suite.find((each) => each.id === id)
    const title = check === undefined ? id : checkInfo(check).title
    return [{ id, title, before: one, after: other, kind: kindOf(one, other) }]
  })
  const key = ({ step, path, kind, seen }: ReadinessReport['drift'][number]): string =>
    [step, path, kind, seen].join(' ')
  const had = new Set(before.drift.map(key))
  const has = new Set(after.drift.map(key))
  return {
    before: headOf(before),
    after: headOf(after),
    changes,
    driftAppeared: after.drift.filter((finding) => !had.has(key(finding))),
    driftGone: before.drift.filter((finding) => !has.has(key(finding))),
  }
}

function kindOf(
  before: CheckVerdict | null,
  after: CheckVerdict | null,
): 'better' | 'worse' | 'other' {
  if (before === null || after === null || worth[before] === worth[after]) return 'other'
  return worth[after] > worth[before] ? 'better' : 'worse'
}

const headOf = (report: ReadinessReport): ReportHead => ({
  reportId: report.reportId,
  startedAt: report.startedAt,
  environmentName: report.environment.name,
  origin: report.environment.origin,
  verdict: report.verdict,
  counts: report.counts,
})
