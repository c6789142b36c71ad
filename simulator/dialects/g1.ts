import { Problem, unprocessable } from '../http/problem.ts'
import type { PaymentDraft } from '../payments/record.ts'
import type { Dialect, PaymentView } from './dialect.ts'
import type { FieldCheck } from './field-check.ts'
import { fieldCheck } from './field-check.ts'
import { hasConsent, hasDebtor, hasEndToEndId, maskedAccount, when } from './resource-parts.ts'
import { refusalOfQrCode } from './pix-qr.ts'
import * as rules from './rules.ts'

const METHODS = /^(PIX_MANU|PIX_MANU_AUTO|PIX_DICT|PIX_QRCODE)$/

function checkCreditor(check: FieldCheck, body: Record<string, unknown>): void {
  const creditor = check.object(body, 'creditor')
  if (!body.creditor) return
  check.text(creditor, 'creditor.name', { max: 120 })
  check.text(creditor, 'creditor.taxId', { pattern: rules.CPF_OR_CNPJ })
  check.text(creditor, 'creditor.ispb', { pattern: rules.ISPB })
  check.text(creditor, 'creditor.number', { pattern: rules.ACCOUNT_NUMBER })
  check.text(creditor, 'creditor.accountType', { pattern: rules.ACCOUNT_TYPE })
  const issuer = { pattern: rules.ISSUER }
  // Payment accounts (TRAN) have no branch.
  if (creditor.accountType === 'TRAN') check.optionalText(creditor, 'creditor.issuer', issuer)
  else check.text(creditor, 'creditor.issuer', issuer)
}

function checkMethod(check: FieldCheck, body: Record<string, unknown>): void {
  const method = check.text(body, 'method', {
    pattern: METHODS,
    hint: 'must be one of PIX_MANU, PIX_MANU_AUTO, PIX_DICT, PIX_QRCODE',
  })
  if (method === 'PIX_MANU') checkCreditor(check, body)
  if (method === 'PIX_DICT') check.text(body, 'pixKey', { max: 77 })
  if (method === 'PIX_QRCODE') check.text(body, 'qrCode', { max: 512 })
}

/** Reads a G1 request (docs/klavi-api.md section 3.3): 400 for its form, 416 and 422 for its sense. */
function readG1(body: Record<string, unknown>, dateNeeded: boolean): PaymentDraft {
  const check = fieldCheck()
  const externalId = check.text(body, 'externalId', { max: 255 })
  const participantId = check.text(body, 'participantId')
  const user = check.object(body, 'user')
  const name = body.user ? check.text(user, 'user.name', { max: 120 }) : ''
  const taxId = body.user
    ? check.text(user, 'user.taxId', { pattern: rules.CPF, hint: 'must be a CPF of 11 digits' })
    : ''
  const amount = check.text(body, 'amount', {
    pattern: /^\d{1,15}$/,
    hint: 'must be a string of whole centavos, such as "4800"',
  })
  checkMethod(check, body)
  const redirectUrl = check.optionalText(body, 'redirectURL')
  if (redirectUrl && !rules.isAbsoluteUri(redirectUrl)) check.fail('redirectURL must be a URL')
  const dateRule = { pattern: rules.DATE, hint: 'must be YYYY-MM-DD' }
  const date = dateNeeded
    ? check.text(body, 'date', dateRule)
    : check.optionalText(body, 'date', dateRule)
  check.optionalText(body, 'ibge', { pattern: rules.IBGE })
  if (body.businessEntity) {
    const entity = check.object(body, 'businessEntity')
    check.text(entity, 'businessEntity.name', { max: 120 })
    check.text(entity, 'businessEntity.taxId', { pattern: rules.CNPJ })
  }
  if (check.problems.length > 0) throw new Problem(400, 'BAD_REQUEST', check.problems)
  if (Number(amount) === 0) throw unprocessable('VALOR_INVALIDO', 'amount must be above zero')
  if (body.method === 'PIX_DICT' && !rules.isPixKey(String(body.pixKey))) {
    throw unprocessable('DETALHE_PAGAMENTO_INVALIDO', 'pixKey is not a valid Pix key')
  }
  const qrCode = body.method === 'PIX_QRCODE' ? String(body.qrCode) : undefined
  const refusal = qrCode === undefined ? null : refusalOfQrCode(qrCode)
  if (refusal) throw refusal
  return {
    externalId,
    participantId,
    payer: { name, taxId },
    centavos: Number(amount),
    ...(date !== undefined && { date }),
    ...(redirectUrl !== undefined && { redirectUrl }),
    ...(qrCode !== undefined && { qrCode }),
  }
}

/** The fields that the request gave and the resource gives back. */
function echoed(request: Record<string, unknown>): Record<string, unknown> {
  const names = [
    'redirectURL',
    'pixKey',
    'qrCode',
    'businessEntity',
    'ibge',
    'metadata',
    'description',
  ]
  return Object.fromEntries(
    names.filter((name) => request[name] !== undefined).map((name) => [name, request[name]]),
  )
}

function payment(view: PaymentView): Record<string, unknown> {
  const { record, state, institution, avatar } = view
  const creditor = record.request.creditor as Record<string, unknown> | undefined
  return {
    id: record.id,
    createAt: when(record.at),
    updateAt: when(state.current.at),
    status: state.current.status,
    externalId: record.externalId,
    appId: 'klavi-simulator',
    provider: { tradeName: institution.name, avatar },
    participantId: record.participantId,
    user: record.request.user ?? { name: record.payer.name, taxId: record.payer.taxId },
    method: record.request.method ?? 'PIX_MANU_AUTO',
    amount: String(record.centavos),
    date: record.date ?? rules.brasiliaDate(record.at),
    ...echoed(record.request),
    ...(hasDebtor(state) && {
      debtor: {
        taxId: record.payer.taxId,
        name: record.payer.name,
        number: maskedAccount(record.consentId),
        accountType: 'CACC',
        ispb: institution.ispb,
        issuer: '0001',
        bank: { id: institution.id, name: institution.name, avatar },
      },
    }),
    ...(creditor && { creditor: { ...creditor, number: maskedAccount(String(creditor.number)) } }),
    ...(hasEndToEndId(state) && { endToEndId: record.endToEndId }),
    ...(state.current.reason && { error: { ...state.current.reason } }),
  }
}

function status(view: PaymentView): Record<string, unknown> {
  const { record, state, consentUrl } = view
  return {
    id: record.id,
    date: record.date ?? rules.brasiliaDate(record.at),
    ...(hasConsent(state) && { consentId: record.consentId }),
    createdAt: when(record.at),
    updatedAt: when(state.current.at),
    ...(hasEndToEndId(state) && {
      transactionIdentification: record.id.replaceAll('-', '').slice(0, 25),
      endToEndId: record.endToEndId,
    }),
    amount: String(record.centavos),
    status: state.current.status,
    ...(state.current.reason && { error: { ...state.current.reason } }),
    ...(consentUrl !== undefined && { redirectConsentURL: consentUrl }),
    externalId: record.externalId,
  }
}

/** The guide's own vocabulary: whole centavos, `externalId`, `createAt`, `error{}`. */
export const g1: Dialect = {
  name: 'g1',
  payments: '/payments',
  readPayment: (body) => readG1(body, false),
  readScheduled: (body) => readG1(body, true),
  payment,
  status,
}
