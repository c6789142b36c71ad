import type { PaymentOutcome } from '../../core/model/observation.ts'
import type { PaymentSummary, Reason } from '../../core/model/payment.ts'
import { formatReais } from '../../core/payments/amount.ts'
import { m } from '../../messages/index.ts'
import { plainText } from './plain-text.ts'
import type { Style } from './style.ts'
import { durationWords, orderWords, reasonWords, statusWords } from './words.ts'

/** How a payment ended, in one sentence, and below it what a person would ask next. */
export function verdictLines(
  outcome: PaymentOutcome,
  payment: PaymentSummary | undefined,
  style: Style,
): string[] {
  const good = outcome.outcome === 'completed'
  const id = outcome.paymentId ?? outcome.externalId ?? ''
  const lines = [style(good ? 'green' : 'red', style('bold', headline(outcome, payment)))]
  if (outcome.outcome !== 'unknown') lines.push(...codeLine(outcome.reason))
  if (outcome.order !== undefined && outcome.order !== 'kept') {
    lines.push(style('yellow', `  ${orderWords(outcome.order)}.`))
  }
  if (outcome.outcome === 'stopped' && payment?.lastStatus !== undefined) {
    const status = plainText(payment.lastStatus)
    lines.push(`  ${m.cli_last_status({ status, words: statusWords(payment.lastStatus) })}`)
  }
  if (outcome.outcome === 'stopped' && id !== '') {
    lines.push(`  ${m.cli_go_on({ command: `klavi-tester watch ${plainText(id)}` })}`)
  }
  if (outcome.outcome === 'unknown') lines.push(`  ${m.error_outcome_unknown_hint()}`)
  return lines
}

function headline(outcome: PaymentOutcome, payment: PaymentSummary | undefined): string {
  const amount = payment && payment.amountCentavos > 0 ? formatReais(payment.amountCentavos) : ''
  const bank = plainText(payment?.participantName ?? '')
  const both = amount !== '' && bank !== '' ? m.cli_amount_from({ amount, bank }) : amount
  const what = both || plainText(outcome.paymentId ?? outcome.externalId ?? '')
  const values = { what, time: durationWords(outcome.elapsedMs), why: why(outcome.reason) }
  switch (outcome.outcome) {
    case 'completed':
      return m.cli_verdict_completed(values)
    case 'rejected':
      return m.cli_verdict_rejected(values)
    case 'error':
      return m.cli_verdict_error(values)
    case 'canceled':
      return m.cli_verdict_canceled(values)
    case 'expired':
      return m.cli_verdict_expired(values)
    case 'refused':
      return m.cli_verdict_refused(values)
    case 'stopped':
      return m.cli_verdict_stopped(values)
    case 'unknown':
      return m.error_outcome_unknown()
  }
}

/** The reason in human words; the server's own where the code has none. */
function why(reason: Reason | undefined): string {
  if (reason === undefined) return m.cli_no_reason()
  return reasonWords(reason.code) ?? (plainText(reason.message) || m.cli_no_reason())
}

/** The code, and the server's own text where the sentence is not made of it: what support asks for. */
function codeLine(reason: Reason | undefined): string[] {
  if (reason === undefined || reason.code === '') return []
  const said = plainText(reason.message)
  const words = why(reason)
  return [`  ${plainText(reason.code)}${said === '' || said === words ? '' : `: ${said}`}`]
}
