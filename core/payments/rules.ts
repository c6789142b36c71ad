import { isValidCpf } from '@brazilian-utils/brazilian-utils'
import { m } from '../../messages/index.ts'
import type { EnvironmentKind } from '../model/environment.ts'
import type { IssueSeverity, PayloadIssue, PaymentDraft } from '../model/payment.ts'
import { amountProblemText } from '../../shared/payload/amount-words.ts'
import { readReais } from './amount.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Methods of dialect G1 (docs/klavi-api.md §3.3). */
const methods = ['PIX_MANU_AUTO', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE']
/** OFB payments 4.0.0 (docs/klavi-api.md §6). */
const longestName = 120

type Rule = (draft: PaymentDraft, kind: EnvironmentKind) => PayloadIssue | undefined

const issue = (
  field: PayloadIssue['field'],
  severity: IssueSeverity,
  code: string,
  message: string,
): PayloadIssue => ({ field, severity, code, message })

const amountRule: Rule = ({ amount }) => {
  const reading = readReais(amount)
  if (reading.ok) return undefined
  return issue('amount', 'error', `amount-${reading.problem}`, amountProblemText(reading.problem))
}

const nameRule: Rule = ({ payerName }) => {
  const name = payerName.trim()
  if (name === '') return issue('payerName', 'error', 'name-missing', m.issue_name_missing())
  if ([...name].length > longestName) {
    return issue('payerName', 'error', 'name-too-long', m.issue_name_too_long())
  }
  return undefined
}

/** Klavi's own samples carry a CPF with wrong check digits: a warning, except in production (docs/klavi-api.md §6). */
const cpfRule: Rule = ({ payerCpf }, kind) => {
  const typed = payerCpf.trim()
  if (typed === '') return issue('payerCpf', 'error', 'cpf-missing', m.issue_cpf_missing())
  if (!/^\d{11}$|^\d{3}\.\d{3}\.\d{3}-\d{2}$/.test(typed)) {
    return issue('payerCpf', 'error', 'cpf-malformed', m.issue_cpf_malformed())
  }
  if (isValidCpf(typed)) return undefined
  const severity = kind === 'production' ? 'error' : 'warning'
  return issue('payerCpf', severity, 'cpf-check-digits', m.issue_cpf_check_digits())
}

const participantRule: Rule = ({ participantId }) => {
  if (participantId === '') {
    return issue('participantId', 'error', 'participant-missing', m.issue_participant_missing())
  }
  if (uuid.test(participantId)) return undefined
  return issue('participantId', 'warning', 'participant-shape', m.issue_participant_shape())
}

const methodRule: Rule = ({ method }) =>
  methods.includes(method)
    ? undefined
    : issue('method', 'warning', 'method-unknown', m.issue_method_unknown())

const redirectRule: Rule = ({ redirectUrl }) => {
  const typed = redirectUrl.trim()
  if (typed === '') {
    return issue('redirectUrl', 'hint', 'redirect-missing', m.issue_redirect_missing())
  }
  return URL.canParse(typed)
    ? undefined
    : issue('redirectUrl', 'error', 'redirect-malformed', m.issue_redirect_malformed())
}

const externalIdRule: Rule = ({ externalId }) =>
  externalId === '' || uuid.test(externalId)
    ? undefined
    : issue('externalId', 'hint', 'external-id-shape', m.issue_external_id_shape())

const rules: Rule[] = [
  participantRule,
  amountRule,
  nameRule,
  cpfRule,
  methodRule,
  redirectRule,
  externalIdRule,
]

/** Everything that is known to be wrong or doubtful about a draft, in the order of the form. */
export function checkDraft(draft: PaymentDraft, kind: EnvironmentKind): PayloadIssue[] {
  return rules.map((rule) => rule(draft, kind)).filter((found) => found !== undefined)
}
