import { m } from '../../../../messages/index.ts'
import type { DriftFinding } from '../../../../electron/contract/types.ts'
import { fold } from '../../ui/index.ts'

export const kindText: Record<DriftFinding['kind'], () => string> = {
  missing: m.drift_kind_missing,
  'unknown-field': m.drift_kind_unknown_field,
  'other-type': m.drift_kind_other_type,
  'unknown-status': m.drift_kind_unknown_status,
}

export const verdictText: Record<DriftFinding['verdict'], () => string> = {
  drift: m.drift_verdict_drift,
  learned: m.drift_verdict_learned,
}

/** A finding has no id of its own: what makes it one. */
export const keyOf = (one: DriftFinding): string =>
  [one.environmentId, one.step, one.kind, one.path, one.seen].join(' ')

export function matches(one: DriftFinding, search: string): boolean {
  const words = fold(search).split(/\s+/).filter(Boolean)
  const text = fold([one.step, one.path, one.expected, one.seen, one.example].join(' '))
  return words.every((word) => text.includes(word))
}
