import { asKlaviError } from '../failure.ts'
import type { CheckResult, CheckVerdict, ReadinessCounts, RunVerdict } from '../model/readiness.ts'
import { isoTime } from '../system.ts'
import { notApplicable, Verdict, type Check, type Finding } from './check.ts'
import type { Scene } from './scene.ts'

/** Checks whose failure leaves nothing to stand on are told as such by those that need them (`blocked`). */
export async function runSuite(
  checks: readonly Check[],
  scene: Scene,
  guarded: boolean,
  tell: (check: Check, result: CheckResult | 'running') => void,
): Promise<CheckResult[]> {
  const { clock } = scene.context.ports
  const results: CheckResult[] = []
  for (const check of checks) {
    tell(check, 'running')
    const evidence = { exchangeIds: new Set<string>(), localIds: new Set<string>() }
    scene.evidence = evidence
    const startedAt = isoTime(clock.now())
    const { verdict, reason } = await judge(check, scene, guarded)
    const result: CheckResult = {
      id: check.id,
      verdict,
      ...(reason === undefined ? {} : { reason }),
      startedAt,
      endedAt: isoTime(clock.now()),
      exchangeIds: [...evidence.exchangeIds],
      localIds: [...evidence.localIds],
    }
    results.push(result)
    tell(check, result)
  }
  return results
}

async function judge(check: Check, scene: Scene, guarded: boolean): Promise<Finding> {
  if (scene.signal.aborted) return notApplicable('cancelled')
  if (guarded && (check.negative === true || check.sends === true)) return notApplicable('guarded')
  try {
    const finding = await check.run(scene)
    // What was cut off by the person says nothing of the server.
    return scene.signal.aborted ? notApplicable('cancelled') : finding
  } catch (thrown) {
    if (scene.signal.aborted) return notApplicable('cancelled')
    if (thrown instanceof Verdict) return thrown.finding
    const error = asKlaviError(thrown)
    const values: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(error.details)) {
      values[name] = typeof value === 'boolean' ? String(value) : value
    }
    return {
      verdict: 'failed',
      reason: { code: 'error', values: { detail: '', ...values, code: error.code } },
    }
  }
}

export const emptyCounts = (): ReadinessCounts => ({
  passed: 0,
  failed: 0,
  'not-applicable': 0,
  'needs-person': 0,
})

export function countVerdicts(results: readonly { verdict?: CheckVerdict }[]): ReadinessCounts {
  const counts = emptyCounts()
  for (const { verdict } of results) if (verdict !== undefined) counts[verdict] += 1
  return counts
}

/** `passed` only where nothing failed and nothing waits for a person. */
export const runVerdict = (counts: ReadinessCounts): RunVerdict => {
  if (counts.failed > 0) return 'failed'
  return counts['needs-person'] > 0 ? 'needs-person' : 'passed'
}
