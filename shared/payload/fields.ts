import type { Dialect } from '../../core/model/environment.ts'

/** What a field means, whatever its dialect calls it. */
export type FieldId =
  | 'externalId'
  | 'participantId'
  | 'method'
  | 'amount'
  | 'currency'
  | 'payerType'
  | 'payerTaxId'
  | 'payerName'
  | 'payerEmail'
  | 'payerPhone'
  | 'businessTaxId'
  | 'businessName'
  | 'loggedUserCpf'
  | 'pixKey'
  | 'qrCode'
  | 'creditorIspb'
  | 'creditorIssuer'
  | 'creditorNumber'
  | 'creditorAccountType'
  | 'creditorType'
  | 'creditorTaxId'
  | 'creditorName'
  | 'debtorIspb'
  | 'debtorIssuer'
  | 'debtorNumber'
  | 'debtorAccountType'
  | 'date'
  | 'redirectUrl'
  | 'description'
  | 'ibge'
  | 'clientOs'
  | 'clientOsVersion'
  | 'clientPlatform'

/** How a field is typed and judged. */
export type FieldKind =
  | 'text'
  | 'id'
  | 'participant'
  | 'amount'
  | 'choice'
  /** CPF or CNPJ. */
  | 'document'
  | 'cpf'
  | 'cnpj'
  | 'pix-key'
  | 'qr-code'
  | 'date'
  | 'url'
  | 'email'
  | 'phone'
  | 'digits'

export type FieldGroup =
  'payment' | 'payer' | 'business' | 'target' | 'creditor' | 'debtor' | 'more'

/** `unused`: the method has no use for it, and nobody knows what the server makes of it. */
export type Need = 'needed' | 'optional' | 'unused' | 'forbidden'

export interface FieldSpec {
  id: FieldId
  /** Where it stands in the wire body. */
  path: readonly string[]
  kind: FieldKind
  group: FieldGroup
  /** What a choice offers, as wire values. */
  choices?: readonly string[]
  /** Characters at the most. */
  maxLength?: number
  /** Digits at the least and at the most. */
  digits?: readonly [least: number, most: number]
  /** The document that says so (docs/klavi-api.md by section, or the norm itself). */
  source: string
}

const account = ['CACC', 'SVGS', 'TRAN'] as const
const persons = ['CPF', 'CNPJ'] as const

const methodsOf: Readonly<Record<Dialect, readonly string[]>> = {
  g1: ['PIX_MANU_AUTO', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE'],
  g2: ['PIX_INIC', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE'],
  g3: ['PIX_INIC', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE'],
}

/** The documented ways to name who is paid (docs/klavi-api.md §3.3). */
export const methods = (dialect: Dialect): readonly string[] => methodsOf[dialect]

const bankAccount = (
  side: 'creditor' | 'debtor',
  holder: string,
): (FieldSpec & { id: FieldId })[] => [
  {
    id: `${side}Ispb`,
    path: [holder, 'ispb'],
    kind: 'digits',
    group: side,
    digits: [8, 8],
    source: 'OFB payments 4.0.0, ispb',
  },
  {
    id: `${side}Issuer`,
    path: [holder, 'issuer'],
    kind: 'digits',
    group: side,
    digits: [1, 4],
    source: 'OFB payments 4.0.0, issuer',
  },
  {
    id: `${side}Number`,
    path: [holder, 'number'],
    kind: 'digits',
    group: side,
    digits: [1, 20],
    source: 'OFB payments 4.0.0, number',
  },
  {
    id: `${side}AccountType`,
    path: [holder, 'accountType'],
    kind: 'choice',
    group: side,
    choices: account,
    source: 'OFB payments 4.0.0, accountType',
  },
]

const g1: readonly FieldSpec[] = [
  { id: 'externalId', path: ['externalId'], kind: 'id', group: 'payment', source: '§3.3' },
  {
    id: 'participantId',
    path: ['participantId'],
    kind: 'participant',
    group: 'payment',
    source: '§3.3',
  },
  { id: 'redirectUrl', path: ['redirectURL'], kind: 'url', group: 'payment', source: '§3.3' },
  {
    id: 'payerName',
    path: ['user', 'name'],
    kind: 'text',
    group: 'payer',
    maxLength: 120,
    source: 'OFB payments 4.0.0, name',
  },
  { id: 'payerTaxId', path: ['user', 'taxId'], kind: 'cpf', group: 'payer', source: '§6' },
  {
    id: 'businessName',
    path: ['businessEntity', 'name'],
    kind: 'text',
    group: 'business',
    maxLength: 120,
    source: 'OFB payments 4.0.0, name',
  },
  {
    id: 'businessTaxId',
    path: ['businessEntity', 'taxId'],
    kind: 'cnpj',
    group: 'business',
    source: '§6',
  },
  { id: 'amount', path: ['amount'], kind: 'amount', group: 'payment', source: '§3.3' },
  {
    id: 'method',
    path: ['method'],
    kind: 'choice',
    group: 'payment',
    choices: methodsOf.g1,
    source: '§3.3',
  },
  {
    id: 'pixKey',
    path: ['pixKey'],
    kind: 'pix-key',
    group: 'target',
    maxLength: 77,
    source: 'OFB payments 4.0.0, proxy',
  },
  {
    id: 'qrCode',
    path: ['qrCode'],
    kind: 'qr-code',
    group: 'target',
    maxLength: 512,
    source: 'OFB payments 4.0.0, qrCode',
  },
  {
    id: 'creditorName',
    path: ['creditor', 'name'],
    kind: 'text',
    group: 'creditor',
    maxLength: 120,
    source: 'OFB payments 4.0.0, name',
  },
  {
    id: 'creditorTaxId',
    path: ['creditor', 'taxId'],
    kind: 'document',
    group: 'creditor',
    source: '§6',
  },
  ...bankAccount('creditor', 'creditor'),
  { id: 'date', path: ['date'], kind: 'date', group: 'more', source: 'OFB payments 4.0.0, date' },
  {
    id: 'description',
    path: ['description'],
    kind: 'text',
    group: 'more',
    maxLength: 140,
    source: 'OFB payments 4.0.0, remittanceInformation',
  },
  {
    id: 'ibge',
    path: ['ibge'],
    kind: 'digits',
    group: 'more',
    digits: [7, 7],
    source: 'OFB payments 4.0.0, ibgeTownCode',
  },
]

const g2: readonly FieldSpec[] = [
  {
    id: 'participantId',
    path: ['institutionId'],
    kind: 'participant',
    group: 'payment',
    source: '§3.3',
  },
  { id: 'externalId', path: ['clientRequestId'], kind: 'id', group: 'payment', source: '§3.3' },
  {
    id: 'payerType',
    path: ['customer', 'identifierType'],
    kind: 'choice',
    group: 'payer',
    choices: persons,
    source: '§3.3',
  },
  {
    id: 'payerTaxId',
    path: ['customer', 'identifier'],
    kind: 'document',
    group: 'payer',
    source: '§6',
  },
  {
    id: 'payerName',
    path: ['customer', 'name'],
    kind: 'text',
    group: 'payer',
    maxLength: 120,
    source: 'OFB payments 4.0.0, name',
  },
  { id: 'payerPhone', path: ['customer', 'phone'], kind: 'phone', group: 'payer', source: '§3.3' },
  { id: 'payerEmail', path: ['customer', 'email'], kind: 'email', group: 'payer', source: '§3.3' },
  { id: 'loggedUserCpf', path: ['loggedUserCpf'], kind: 'cpf', group: 'business', source: '§3.3' },
  { id: 'date', path: ['date'], kind: 'date', group: 'more', source: 'OFB payments 4.0.0, date' },
  {
    id: 'method',
    path: ['initType'],
    kind: 'choice',
    group: 'payment',
    choices: methodsOf.g2,
    source: '§3.3',
  },
  { id: 'amount', path: ['amount'], kind: 'amount', group: 'payment', source: '§3.3' },
  {
    id: 'currency',
    path: ['currency'],
    kind: 'choice',
    group: 'payment',
    choices: ['BRL'],
    source: '§3.3',
  },
  { id: 'redirectUrl', path: ['redirectUrl'], kind: 'url', group: 'payment', source: '§3.3' },
  {
    id: 'pixKey',
    path: ['proxy'],
    kind: 'pix-key',
    group: 'target',
    maxLength: 77,
    source: 'OFB payments 4.0.0, proxy',
  },
  {
    id: 'qrCode',
    path: ['qrCode'],
    kind: 'qr-code',
    group: 'target',
    maxLength: 512,
    source: 'OFB payments 4.0.0, qrCode',
  },
  ...bankAccount('creditor', 'creditorAccount'),
  {
    id: 'creditorType',
    path: ['creditorAccount', 'holder', 'identifierType'],
    kind: 'choice',
    group: 'creditor',
    choices: persons,
    source: '§3.3',
  },
  {
    id: 'creditorTaxId',
    path: ['creditorAccount', 'holder', 'identifier'],
    kind: 'document',
    group: 'creditor',
    source: '§6',
  },
  {
    id: 'creditorName',
    path: ['creditorAccount', 'holder', 'name'],
    kind: 'text',
    group: 'creditor',
    maxLength: 120,
    source: 'OFB payments 4.0.0, name',
  },
  ...bankAccount('debtor', 'debtorAccount'),
  {
    id: 'ibge',
    path: ['ibgeTownCode'],
    kind: 'digits',
    group: 'more',
    digits: [7, 7],
    source: 'OFB payments 4.0.0, ibgeTownCode',
  },
  {
    id: 'description',
    path: ['remittanceInformation'],
    kind: 'text',
    group: 'more',
    maxLength: 140,
    source: 'OFB payments 4.0.0, remittanceInformation',
  },
  {
    id: 'clientOs',
    path: ['clientMetadata', 'os'],
    kind: 'text',
    group: 'more',
    source: '§3.3',
  },
  {
    id: 'clientOsVersion',
    path: ['clientMetadata', 'osVersion'],
    kind: 'text',
    group: 'more',
    source: '§3.3',
  },
  {
    id: 'clientPlatform',
    path: ['clientMetadata', 'platform'],
    kind: 'text',
    group: 'more',
    source: '§3.3',
  },
]

const specs: Readonly<Record<Dialect, readonly FieldSpec[]>> = { g1, g2, g3: g2 }

/** The documented fields of a dialect, in the order of the documentation (docs/klavi-api.md §3.3). */
export const fieldsOf = (dialect: Dialect): readonly FieldSpec[] => specs[dialect]

export const fieldOf = (dialect: Dialect, id: FieldId): FieldSpec | undefined =>
  specs[dialect].find((spec) => spec.id === id)

/** Keys of the object that holds a field, in the order of the documentation: where a new one is put. */
export function orderAt(dialect: Dialect, path: readonly string[]): string[] {
  const depth = path.length - 1
  const siblings = specs[dialect]
    .filter((spec) => path.slice(0, depth).every((key, index) => spec.path[index] === key))
    .map((spec) => spec.path[depth] ?? '')
  return [...new Set(siblings)].filter((key) => key !== '')
}

const alwaysNeeded: Readonly<Record<Dialect, readonly FieldId[]>> = {
  g1: ['externalId', 'participantId', 'method', 'payerName', 'payerTaxId', 'amount'],
  g2: [
    ...(['externalId', 'participantId', 'method', 'amount', 'currency'] as const),
    ...(['payerType', 'payerTaxId', 'payerName'] as const),
  ],
  g3: [
    ...(['externalId', 'participantId', 'method', 'amount', 'currency'] as const),
    ...(['payerType', 'payerTaxId', 'payerName'] as const),
  ],
}

/** What each method says of the fields that name who is paid; of all others it says nothing. */
type Target = 'pixKey' | 'qrCode' | 'creditor'
const targets: Readonly<Record<string, Readonly<Record<Target, Need>>>> = {
  // The creditor is preset at Klavi.
  PIX_MANU_AUTO: { pixKey: 'forbidden', qrCode: 'forbidden', creditor: 'forbidden' },
  PIX_MANU: { pixKey: 'forbidden', qrCode: 'forbidden', creditor: 'needed' },
  PIX_DICT: { pixKey: 'needed', qrCode: 'forbidden', creditor: 'unused' },
  PIX_INIC: { pixKey: 'needed', qrCode: 'forbidden', creditor: 'unused' },
  PIX_QRCODE: { pixKey: 'unused', qrCode: 'needed', creditor: 'unused' },
}

/**
 * Whether a field has to be there with a method, may be, or must not. A method that is not documented asks for nothing
 * and forbids nothing. Sources: docs/klavi-api.md §3.3; OFB payments 4.0.0, localInstrument.
 */
export function needOf(dialect: Dialect, method: string, id: FieldId): Need {
  if (alwaysNeeded[dialect].includes(id)) return 'needed'
  const target = methodsOf[dialect].includes(method) ? targets[method] : undefined
  if (target === undefined) return 'optional'
  if (id === 'pixKey' || id === 'qrCode') return target[id]
  if (!id.startsWith('creditor')) return 'optional'
  // A payment account (TRAN) has no branch: the rules look at that.
  if (id === 'creditorIssuer' && target.creditor === 'needed') return 'optional'
  return target.creditor
}

/** Fields that are not documented for a dialect have no say in it; a form leaves them out. */
export const fieldsFor = (dialect: Dialect, method: string): { spec: FieldSpec; need: Need }[] =>
  specs[dialect].map((spec) => ({ spec, need: needOf(dialect, method, spec.id) }))
