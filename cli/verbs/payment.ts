import type { PaymentDetails } from '../../core/model/payment-details.ts'
import { m } from '../../messages/index.ts'
import type { CommandOf } from '../args/command.ts'
import type { Run } from '../host/host.ts'
import { withSession } from '../host/session.ts'
import { findKnown, prepareFor } from '../host/known-payment.ts'
import { chooseTarget, prepareTarget } from '../host/target.ts'
import { detailsJson } from '../output/client-json.ts'
import { plainText } from '../output/plain-text.ts'
import { amountWords, reasonWords, statusWords } from '../output/words.ts'

/** The payment resource, asked for now: of a payment in the journal, or by Klavi's id at the environment that is named. */
export async function payment(run: Run, command: CommandOf<'payment'>): Promise<number> {
  const target = chooseTarget(command, run.env)
  return withSession(run, target.bench, async (session) => {
    const { bench } = session
    const known = findKnown(session, command.id)
    let details: PaymentDetails
    if (known === undefined) {
      const environment = await prepareTarget(session, target)
      details = await bench.requests.payment(environment.id, command.id, 'payment', run.signal)
    } else {
      await prepareFor(session, target, known)
      details = await bench.payments.details(known.localId, run.signal)
    }
    run.reporter.line(detailsJson(details, known))
    for (const [label, value] of facts(details)) {
      run.reporter.result(`${label.padEnd(16)}  ${plainText(value)}`)
    }
    return 0
  })
}

function facts(details: PaymentDetails): [label: string, value: string][] {
  const { status, reason, provider, debtor, payee, amountWire } = details
  const party = ({ name = '', document = '', bank = '' }: NonNullable<typeof debtor>): string =>
    [name, document, bank].filter((text) => text !== '').join(' · ')
  const rows: [string, string | undefined][] = [
    [m.cli_fact_id(), details.paymentId],
    [m.cli_fact_external_id(), details.externalId],
    [m.cli_fact_status(), status && `${status}  ${statusWords(status)}`],
    [
      m.cli_fact_reason(),
      reason && `${reason.code}  ${reasonWords(reason.code) ?? reason.message}`,
    ],
    [m.cli_fact_amount(), amountWire && amountWords(amountWire, details.amountCentavos ?? 0)],
    [m.cli_fact_date(), details.date],
    [m.cli_fact_method(), details.method],
    [m.cli_fact_provider(), provider?.name],
    [m.cli_fact_debtor(), debtor && party(debtor)],
    [m.cli_fact_payee(), payee && party(payee)],
    [m.cli_fact_end_to_end(), details.endToEndId],
    [m.cli_fact_created(), details.createdAt],
    [m.cli_fact_updated(), details.updatedAt],
  ]
  return rows.filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '')
}
