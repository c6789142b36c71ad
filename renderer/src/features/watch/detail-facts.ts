import { m, type Language } from '../../../../messages/index.ts'
import type { PartyFacts, PaymentDetails } from '../../../../electron/contract/types.ts'
import { formatBrl } from '../../format/money.ts'
import { reasonText } from '../../format/status.ts'
import { formatTime } from '../../format/time.ts'
import type { Definition } from '../../ui/index.ts'

/** One party in one line, as far as the reply names it. */
export const partyText = ({
  name,
  document,
  bank,
  ispb,
  branch,
  account,
  accountType,
}: PartyFacts): string =>
  [name, document, bank, ispb && `ISPB ${ispb}`, branch, account, accountType]
    .filter(Boolean)
    .join(' · ')

/** What Klavi says of a payment; what its reply does not hold is left out. */
export function detailFacts(details: PaymentDetails, language: Language): Definition[] {
  const facts: Definition[] = []
  const add = (term: string, value: string | undefined, more: Partial<Definition> = {}): void => {
    if (value) facts.push({ term, value, ...more })
  }
  const id = (term: string, value: string | undefined): void =>
    add(term, value, { mono: true, copyLabel: m.shell_copy_of({ what: term }) })
  const moment = (iso: string | undefined): string | undefined =>
    iso && formatTime(iso, language, 'moment')

  add(m.details_status(), details.status, { mono: true })
  if (details.reason) {
    const { code, message } = details.reason
    const human = reasonText(details.reason)
    add(m.details_reason(), human, { aside: human === message ? code : `${code} · ${message}` })
  }
  id(m.details_endToEndId(), details.endToEndId)
  id(m.details_transactionId(), details.transactionId)
  id(m.details_consentId(), details.consentId)
  add(m.details_provider(), details.provider?.name)
  if (details.amountWire !== undefined) {
    const wire = m.details_amount_wire({ wire: details.amountWire })
    const { amountCentavos } = details
    if (amountCentavos == null) add(m.details_amount(), details.amountWire, { mono: true })
    else add(m.details_amount(), formatBrl(amountCentavos), { aside: wire })
  }
  add(m.details_method(), details.method, { mono: true })
  add(m.details_date(), details.date)
  if (details.debtor) add(m.details_debtor(), partyText(details.debtor))
  if (details.payer) add(m.details_payer(), partyText(details.payer))
  if (details.payee) add(m.details_payee(), partyText(details.payee))
  add(m.details_pix_key(), details.pixKey, { mono: true })
  add(m.details_description(), details.description)
  add(m.details_created(), moment(details.createdAt))
  add(m.details_updated(), moment(details.updatedAt))
  return facts
}
