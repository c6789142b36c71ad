import { m } from '../../../../messages/index.ts'
import type { CheckGroup, CheckVerdict, RunVerdict } from '../../../../electron/contract/types.ts'
import type { Tone } from '../../ui/types.ts'

export const verdictText: Readonly<Record<CheckVerdict, () => string>> = {
  passed: m.verdict_passed,
  failed: m.verdict_failed,
  'not-applicable': m.verdict_not_applicable,
  'needs-person': m.verdict_needs_person,
}

export const verdictTone: Readonly<Record<CheckVerdict, Tone>> = {
  passed: 'success',
  failed: 'danger',
  'not-applicable': 'neutral',
  'needs-person': 'warning',
}

export const runText: Readonly<Record<RunVerdict, () => string>> = {
  passed: m.readiness_run_passed,
  failed: m.readiness_run_failed,
  'needs-person': m.readiness_run_needs_person,
}

export const groups: readonly [CheckGroup, () => string][] = [
  ['transport', m.readiness_group_transport],
  ['auth', m.readiness_group_auth],
  ['participants', m.readiness_group_participants],
  ['course', m.readiness_group_course],
  ['payload', m.readiness_group_payload],
  ['conduct', m.readiness_group_conduct],
]
