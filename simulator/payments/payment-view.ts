import type { PaymentView } from '../dialects/dialect.ts'
import { INSTITUTIONS, institutionById } from '../participants/institutions.ts'
import type { Institution } from '../participants/institutions.ts'
import type { Sandbox } from '../sandbox.ts'
import type { PaymentRecord } from './record.ts'
import type { Replay } from './timeline.ts'

export const avatarUrl = (sandbox: Sandbox, institution: Institution): string =>
  `${sandbox.origins.api}/logos/${institution.slug}.svg`

export const consentUrl = (sandbox: Sandbox, record: PaymentRecord): string =>
  `${sandbox.origins.pages}/consent/${record.consentToken}`

function viewOf(sandbox: Sandbox, record: PaymentRecord, state: Replay): PaymentView {
  const institution = institutionById(record.participantId) ?? (INSTITUTIONS[0] as Institution)
  return {
    record,
    state,
    institution,
    avatar: avatarUrl(sandbox, institution),
    // Absent once authorized (docs/klavi-api.md section 3.5).
    ...(state.current.consent && { consentUrl: consentUrl(sandbox, record) }),
  }
}

/** The payment as it stands now, with all that a reply may say about it. */
export function paymentView(sandbox: Sandbox, record: PaymentRecord): PaymentView {
  return viewOf(sandbox, record, sandbox.book.replay(record, sandbox.now()))
}

/** The payment as it stood when it reached its entry number `index`. */
export function viewAtEntry(sandbox: Sandbox, record: PaymentRecord, index: number): PaymentView {
  const state = sandbox.book.replay(record, sandbox.now())
  const current = state.entries[index] ?? state.current
  return viewOf(sandbox, record, { ...state, entries: state.entries.slice(0, index + 1), current })
}
