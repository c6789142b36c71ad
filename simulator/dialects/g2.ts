import { Problem, unprocessable } from '../http/problem.ts'
import type { PaymentDraft } from '../payments/record.ts'
import type { Dialect, PaymentView } from './dialect.ts'
import type { FieldCheck } from './field-check.ts'
import { fieldCheck } from './field-check.ts'
import { refusalOfQrCode } from './pix-qr.ts'
import { hasConsent, hasDebtor, hasEndToEndId, maskedAccount, when } from './resource-parts.ts'
import * as rules from './rules.ts'

type Fields = Record<string, unknown>

const INIT_TYPES = /^(PIX_INIC|PIX_MANU|PIX_DICT|PIX_QRCODE)$/
const IDENTIFIER_TYPES = { pattern: /^(CPF|CNPJ)$/, hint: 'must be CPF or CNPJ' }

function checkIdentity(check: FieldCheck, fields: Fields, path: string): void {
  const type = check.text(fields, `${path}.identifierType`, IDENTIFIER_TYPES)
  const pattern = type === 'CNPJ' ? rules.CNPJ : rules.CPF
  check.text(fields, `${path}.identifier`, { pattern, hint: `must be a ${type || 'CPF'}` })
  check.text(fields, `${path}.name`, { max: 120 })
}

function checkAccount(check: FieldCheck, body: Fields, name: string, holder: boolean): void {
  const account = check.object(body, name)
  if (!body[name]) return
  check.text(account, `${name}.ispb`, { pattern: rules.ISPB })
  check.text(account, `${name}.number`, { pattern: rules.ACCOUNT_NUMBER })
  const type = check.text(account, `${name}.accountType`, { pattern: rules.ACCOUNT_TYPE })
  const issuer = { pattern: rules.ISSUER }
  // Payment accounts (TRAN) have no branch.
  if (type === 'TRAN') check.optionalText(account, `${name}.issuer`, issuer)
  else check.text(account, `${name}.issuer`, issuer)
  if (!holder) return
  const person = check.object(account, `${name}.holder`)
  if (account.holder) checkIdentity(check, person, `${name}.holder`)
}

function checkInitType(check: FieldCheck, body: Fields): string {
  const initType = check.text(body, 'initType', {
    pattern: INIT_TYPES,
    hint: 'must be one of PIX_INIC, PIX_MANU, PIX_DICT, PIX_QRCODE',
  })
  if (initType === 'PIX_INIC' || initType === 'PIX_DICT') check.text(body, 'proxy', { max: 77 })
  if (initType === 'PIX_MANU') checkAccount(check, body, 'creditorAccount', true)
  if (initType === 'PIX_QRCODE') check.text(body, 'qrCode', { max: 512 })
  return initType
}

/** Reads a G2 or G3 request (docs/klavi-api.md section 3.3): 400 for form, 416 and 422 for sense. */
export function readG2(body: Fields): PaymentDraft {
  const check = fieldCheck()
  const externalId = check.text(body, 'clientRequestId', { max: 255 })
  const participantId = check.text(body, 'institutionId')
  const customer = check.object(body, 'customer')
  if (body.customer) checkIdentity(check, customer, 'customer')
  const amount = check.text(body, 'amount', {
    pattern: /^\d{1,13}\.\d{2}$/,
    hint: 'must be a decimal string with two places, such as "48.00"',
  })
  check.text(body, 'currency', { pattern: /^BRL$/, hint: 'must be BRL' })
  const redirectUrl = check.text(body, 'redirectUrl')
  if (redirectUrl && !rules.isAbsoluteUri(redirectUrl)) check.fail('redirectUrl must be a URL')
  const initType = checkInitType(check, body)
  const date = check.optionalText(body, 'date', { pattern: rules.DATE, hint: 'must be YYYY-MM-DD' })
  if (body.debtorAccount) checkAccount(check, body, 'debtorAccount', false)
  const cpf = { pattern: rules.CPF, hint: 'must be a CPF of 11 digits' }
  if (customer.identifierType === 'CNPJ') check.text(body, 'loggedUserCpf', cpf)
  else check.optionalText(body, 'loggedUserCpf', cpf)
  check.optionalText(body, 'ibgeTownCode', { pattern: rules.IBGE })
  check.optionalText(body, 'remittanceInformation', { max: 140 })
  const metadata = check.object(body, 'clientMetadata')
  if (body.clientMetadata) {
    for (const name of ['os', 'osVersion', 'platform']) {
      check.text(metadata, `clientMetadata.${name}`)
    }
  }
  if (check.problems.length > 0) throw new Problem(400, 'BAD_REQUEST', check.problems)
  const centavos = Number(amount.replace('.', ''))
  if (centavos === 0) throw unprocessable('VALOR_INVALIDO', 'amount must be above zero')
  if (['PIX_INIC', 'PIX_DICT'].includes(initType) && !rules.isPixKey(String(body.proxy))) {
    throw unprocessable('DETALHE_PAGAMENTO_INVALIDO', 'proxy is not a valid Pix key')
  }
  const qrCode = initType === 'PIX_QRCODE' ? String(body.qrCode) : undefined
  const refusal = qrCode === undefined ? null : refusalOfQrCode(qrCode)
  if (refusal) throw refusal
  return {
    externalId,
    participantId,
    payer: { name: String(customer.name), taxId: String(customer.identifier) },
    centavos,
    redirectUrl,
    ...(date !== undefined && { date }),
    ...(qrCode !== undefined && { qrCode }),
  }
}

const decimal = (centavos: number): string =>
  `${Math.floor(centavos / 100)}.${String(centavos % 100).padStart(2, '0')}`

function masked(account: unknown): Fields {
  const fields = account as Fields
  return { ...fields, number: maskedAccount(String(fields.number)) }
}

export function paymentG2(view: PaymentView): Fields {
  const { record, state, institution, avatar } = view
  const { creditorAccount, debtorAccount, clientMetadata: _internal, ...echoed } = record.request
  return {
    ...echoed,
    id: record.id,
    createdAt: when(record.at),
    updatedAt: when(state.current.at),
    institution: { id: institution.id, name: institution.name, avatar },
    date: record.date ?? rules.brasiliaDate(record.at),
    ...(creditorAccount !== undefined && { creditorAccount: masked(creditorAccount) }),
    ...((debtorAccount !== undefined || hasDebtor(state)) && {
      debtorAccount: debtorAccount
        ? masked(debtorAccount)
        : {
            ispb: institution.ispb,
            issuer: '0001',
            number: maskedAccount(record.consentId),
            accountType: 'CACC',
          },
    }),
    ...statusG2(view),
  }
}

export function statusG2(view: PaymentView): Fields {
  const { record, state, consentUrl } = view
  const { reason } = state.current
  return {
    id: record.id,
    clientRequestId: record.externalId,
    amount: decimal(record.centavos),
    currency: 'BRL',
    status: state.current.status,
    ...(reason && { statusReason: { code: reason.code, message: reason.detail } }),
    statusUpdateAt: when(state.current.at),
    ...(hasConsent(state) && { consentId: record.consentId }),
    ...(hasEndToEndId(state) && { endToEndId: record.endToEndId }),
    ...(consentUrl !== undefined && { redirectConsentURL: consentUrl }),
  }
}

/** From mid-2025: decimal amounts, `clientRequestId`, `customer{}`, `statusReason{}`. */
export const g2: Dialect = {
  name: 'g2',
  payments: '/payments',
  readPayment: readG2,
  readScheduled: readG2,
  payment: paymentG2,
  status: statusG2,
}

/** As G2, at `/instant/payments`, with cancelling. */
export const g3: Dialect = { ...g2, name: 'g3', payments: '/instant/payments' }
