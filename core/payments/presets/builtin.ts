import { m } from '../../../messages/index.ts'
import { formatReais } from '../../../shared/payload/amount.ts'
import { fieldOf, methods, orderAt, type FieldId } from '../../../shared/payload/fields.ts'
import { setAt } from '../../../shared/payload/json-edit.ts'
import { toWireAmount } from '../../../shared/payload/wire-amount.ts'
import type { Dialect } from '../../model/environment.ts'
import type { Preset } from '../../model/payload.ts'
import { writeBrCode } from '../br-code/write.ts'
import { examplePayer, minimalPayload, textOf } from '../minimal.ts'
import { translate } from '../translate.ts'
import { outcomeAmounts, type OutcomeAmount } from './outcomes.ts'

const put = (text: string, dialect: Dialect, id: FieldId, value: string): string => {
  const spec = fieldOf(dialect, id)
  if (spec === undefined) return text
  const result = setAt(text, spec.path, value, { order: orderAt(dialect, spec.path) })
  return result.ok ? result.text : text
}

/** The presets that the program brings, in a dialect's own words; all but the wrong on purpose pass the rules. */
export function builtinPresets(dialect: Dialect): Preset[] {
  const minimal = textOf(minimalPayload(dialect))
  const preset = (
    id: string,
    group: Preset['group'],
    name: string,
    about: string,
    text: string,
  ): Preset => ({ id: `builtin:${id}`, kind: 'builtin', group, name, about, dialect, text })
  return [
    preset('minimal', 'minimal', m.preset_minimal(), m.preset_minimal_about(), minimal),
    ...methods(dialect).map((method) =>
      preset(
        `method:${method}`,
        'method',
        method,
        aboutMethod(method),
        withMethod(minimal, dialect, method),
      ),
    ),
    preset(
      'scheduled',
      'method',
      m.preset_scheduled(),
      m.preset_scheduled_about(),
      put(minimal, dialect, 'date', '{{today+1}}'),
    ),
    preset(
      'business',
      'method',
      m.preset_business(),
      m.preset_business_about(),
      businessPayer(minimal, dialect),
    ),
    ...outcomeAmounts.map((row) =>
      preset(
        `outcome:${row.centavos}`,
        'outcome',
        m.preset_outcome({ amount: formatReais(row.centavos), outcome: outcomeWords(row) }),
        row.detail ?? m.preset_outcome_about(),
        put(minimal, dialect, 'amount', toWireAmount(row.centavos, dialect)),
      ),
    ),
  ]
}

function aboutMethod(method: string): string {
  return (
    {
      PIX_MANU_AUTO: m.preset_manu_auto,
      PIX_MANU: m.preset_manu,
      PIX_DICT: m.preset_dict,
      PIX_INIC: m.preset_inic,
      PIX_QRCODE: m.preset_qrcode,
    }[method] ?? m.preset_minimal_about
  )()
}

function withMethod(minimal: string, dialect: Dialect, method: string): string {
  let text = translate(minimal, dialect, { dialect, method }).text
  const write = (id: FieldId, value: string): void => {
    text = put(text, dialect, id, value)
  }
  if (method === 'PIX_DICT' || method === 'PIX_INIC') write('pixKey', 'pix@example.com')
  if (method === 'PIX_QRCODE') {
    const code = { key: 'pix@example.com', centavos: 4800, merchantName: 'Loja Exemplo' }
    write('qrCode', writeBrCode({ ...code, city: 'Brasilia' }))
  }
  if (method === 'PIX_MANU') {
    write('creditorName', 'Loja Exemplo Ltda')
    if (dialect !== 'g1') write('creditorType', 'CNPJ')
    write('creditorTaxId', '11222333000181')
    write('creditorIspb', '00000000')
    write('creditorIssuer', '0001')
    write('creditorNumber', '123456')
    write('creditorAccountType', 'CACC')
  }
  return text
}

function businessPayer(minimal: string, dialect: Dialect): string {
  const company = { name: 'Empresa Exemplo Ltda', taxId: '11222333000181' }
  const fields: [FieldId, string][] =
    dialect === 'g1'
      ? [
          ['businessName', company.name],
          ['businessTaxId', company.taxId],
        ]
      : [
          ['payerType', 'CNPJ'],
          ['payerTaxId', company.taxId],
          ['payerName', company.name],
          ['loggedUserCpf', examplePayer.taxId],
        ]
  return fields.reduce((text, [id, value]) => put(text, dialect, id, value), minimal)
}

const words: Record<OutcomeAmount['kind'], () => string> = {
  completed: m.outcome_word_completed,
  refused: m.outcome_word_refused,
  outage: m.outcome_word_outage,
  'consent-rejected': m.outcome_word_consent_rejected,
  'payment-rejected': m.outcome_word_payment_rejected,
  error: m.outcome_word_error,
  held: m.outcome_word_held,
  canceled: m.outcome_word_canceled,
  expired: m.outcome_word_expired,
  'unknown-status': m.outcome_word_unknown_status,
  skipped: m.outcome_word_skipped,
  regressed: m.outcome_word_regressed,
  'flips-back': m.outcome_word_flips_back,
  'out-of-order': m.outcome_word_out_of_order,
  scheduled: m.outcome_word_scheduled,
  'partially-accepted': m.outcome_word_partially_accepted,
  'consent-unanswered': m.outcome_word_consent_unanswered,
  'long-way': m.outcome_word_long_way,
  stuck: m.outcome_word_stuck,
}

const outcomeWords = ({ kind, detail }: OutcomeAmount): string =>
  detail === undefined ? words[kind]() : `${words[kind]()} (${detail})`
