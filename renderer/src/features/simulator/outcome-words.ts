import { m } from '../../../../messages/index.ts'
import type { SimulatorCatalogue, SimulatorOutcome } from '../../../../electron/contract/types.ts'
import { reasonText } from '../../format/status.ts'

const words: Record<SimulatorOutcome['kind'], () => string> = {
  completed: m.simulator_outcome_completed,
  canceled: m.simulator_outcome_canceled,
  expired: m.simulator_outcome_expired,
  'consent-unanswered': m.simulator_outcome_consent_unanswered,
  held: m.simulator_outcome_held,
  'partially-accepted': m.simulator_outcome_partially_accepted,
  scheduled: m.simulator_outcome_scheduled,
  skipped: m.simulator_outcome_skipped,
  'out-of-order': m.simulator_outcome_out_of_order,
  regressed: m.simulator_outcome_regressed,
  'flips-back': m.simulator_outcome_flips_back,
  'long-way': m.simulator_outcome_long_way,
  'consent-rejected': m.simulator_outcome_consent_rejected,
  'payment-rejected': m.simulator_outcome_payment_rejected,
  error: m.simulator_outcome_error,
  stuck: m.simulator_outcome_stuck,
  'unknown-status': m.simulator_outcome_unknown_status,
  refused: m.simulator_outcome_refused,
  outage: m.simulator_outcome_outage,
}

/** What becomes of a payment, in a few words of the language in force. */
export const outcomeText = ({ kind }: SimulatorOutcome): string => words[kind]()

/** The code that goes with it, as it stands on the wire. */
export function outcomeCode(outcome: SimulatorOutcome): string | undefined {
  switch (outcome.kind) {
    case 'consent-rejected':
    case 'payment-rejected':
    case 'error':
      return outcome.code
    case 'refused':
      return outcome.code ?? 'HTTP 422'
    case 'stuck':
      return outcome.at
    case 'unknown-status':
      return outcome.status
    case 'outage':
      return `HTTP ${outcome.httpStatus}`
    default:
      return undefined
  }
}

/** The reason's sentence, for outcomes that carry a code. */
export function outcomeHint(outcome: SimulatorOutcome): string | undefined {
  const code = 'code' in outcome ? outcome.code : null
  return code === null ? undefined : reasonText({ code, message: code })
}

/** Every outcome that the catalogue names, each once, completed first. */
export function everyOutcome({ amounts, payers }: SimulatorCatalogue): SimulatorOutcome[] {
  const found = new Map<string, SimulatorOutcome>()
  const add = (outcome: SimulatorOutcome): void => {
    found.set(outcomeKey(outcome), outcome)
  }
  add({ kind: 'completed' })
  for (const { outcome } of amounts) add(outcome)
  for (const { outcome } of payers) add(outcome)
  return [...found.values()]
}

/** Equal for equal outcomes; for lists to choose from. */
export const outcomeKey = (outcome: SimulatorOutcome): string =>
  JSON.stringify(Object.entries(outcome).sort())
