import { m, type Language } from '../../../../messages/index.ts'
import type { GuardState } from '../../../../electron/contract/types.ts'
import { formatTime } from '../../format/time.ts'

/** Where the readiness gate stands, in one sentence. */
export function gateText({ readiness, override }: GuardState, language: Language): string {
  if (readiness.state === 'passed') {
    return m.guard_gate_passed({ time: formatTime(readiness.at, language, 'moment') })
  }
  if (override) return m.guard_gate_overridden({ reason: override.reason })
  return readiness.state === 'expired'
    ? m.guard_gate_expired({ time: formatTime(readiness.at, language, 'moment') })
    : m.guard_gate_missing()
}
