import { m, type Language } from '../../../../messages/index.ts'
import type { GuardState } from '../../../../electron/contract/types.ts'
import { formatTime } from '../../format/time.ts'

type Gate = GuardState['readiness']

/** Where the readiness gate stands, in a sentence or two. */
export function gateText({ readiness, override }: GuardState, language: Language): string {
  const latest = latestText(readiness, language)
  const and = latest === '' ? '' : ` ${latest}`
  if (readiness.state === 'passed') {
    return m.guard_gate_passed({ time: passedWhen(readiness, language) }) + and
  }
  if (override) return m.guard_gate_overridden({ reason: override.reason })
  return readiness.state === 'expired'
    ? m.guard_gate_expired({ time: passedWhen(readiness, language) }) + and
    : m.guard_gate_missing() + and
}

/** When the run that counts passed, and how long ago that is. */
export function passedWhen(
  { at, ageDays }: Exclude<Gate, { state: 'missing' }>,
  language: Language,
): string {
  const age = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-ageDays, 'day')
  return `${formatTime(at, language, 'moment')} (${age})`
}

/** That a newer run did not pass; empty where the newest did, or where there is none. */
export const latestText = ({ latest }: Gate, language: Language): string =>
  latest?.verdict === 'failed'
    ? m.guard_gate_latest_failed({ time: formatTime(latest.at, language, 'moment') })
    : ''
