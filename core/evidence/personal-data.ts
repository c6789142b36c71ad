import { wholePart } from './broken-json.ts'

/** What stands in the place of personal data that was masked. */
const mask = (text: string, keep = 0): string =>
  `${'•'.repeat(Math.min(8, Math.max(3, text.length - keep)))}${keep > 0 ? text.slice(-keep) : ''}`

/**
 * Fields that hold personal data, as the dialects and Open Finance Brasil name them (docs/klavi-api.md §3.3, §3.4, §6),
 * lower-case and without separators. A bank's own name (provider, bank) and a product's are no person's.
 */
const personFields: ReadonlySet<string> = new Set([
  'taxid',
  'cpf',
  'cnpj',
  'cpfcnpj',
  'identifier',
  'document',
  'documentnumber',
  'loggedusercpf',
  'cancelledby',
  'number',
  'accountnumber',
  'issuer',
  'branch',
  'branchcode',
  'agency',
  'email',
  'phone',
  'phonenumber',
  'pixkey',
  'proxy',
  'key',
  'qrcode',
  'brcode',
  'emv',
  'birthdate',
  'address',
])
/** `name` is a person's in these. */
const personParents: ReadonlySet<string> = new Set([
  'user',
  'customer',
  'payer',
  'payee',
  'debtor',
  'creditor',
  'holder',
  'businessentity',
  'debtoraccount',
  'creditoraccount',
  'owner',
  'loggeduser',
])
const nameFields: ReadonlySet<string> = new Set(['name', 'fullname', 'socialname', 'payername'])

const plain = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '')

const emailPattern = /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g
const phonePattern = /(?<![\w-])\+55\d{10,11}(?![\w-])/g
const cpfPattern = /(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)|(?<![\w.-])\d{11}(?![\w.-])/g
const cnpjPattern =
  /(?<![0-9A-Z.])[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/[0-9A-Z]{4}-\d{2}(?!\d)|(?<![\w.-])\d{14}(?![\w.-])/g
const brCodePattern = /\b000201\d{2}[\x20-\x7e]{20,}?6304[0-9A-Fa-f]{4}\b/g

/** Personal data that is known by its shape, wherever it stands: documents keep their last two characters. */
export function maskText(text: string): string {
  return text
    .replace(brCodePattern, (found) => mask(found))
    .replace(emailPattern, (found) => `${mask(found.split('@')[0] ?? '')}@${mask('mail')}`)
    .replace(cnpjPattern, (found) => mask(found, 2))
    .replace(cpfPattern, (found) => mask(found, 2))
    .replace(phonePattern, (found) => mask(found, 2))
}

/** A parsed JSON value with the fields of a person masked, and shapes everywhere else. */
export function maskJson(value: unknown, name = '', parent = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => maskJson(item, name, parent))
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      maskJson(item, plain(key), name),
    ])
    return Object.fromEntries(entries)
  }
  if (typeof value !== 'string' && typeof value !== 'number') return value
  const text = String(value)
  if (text === '') return value
  if (personFields.has(name)) return mask(text, 2)
  if (nameFields.has(name) && personParents.has(parent)) {
    return text
      .split(/\s+/)
      .map((word) => `${[...word][0] ?? ''}${'•'.repeat(3)}`)
      .join(' ')
  }
  return typeof value === 'string' ? maskText(value) : value
}

/** The value of one field, by the field's name and that of the object's around it, both as they came. */
export const maskField = (value: unknown, name: string, parent: string): unknown =>
  maskJson(value, plain(name), plain(parent))

/**
 * A body: field by field where it is JSON, else by shape. Of JSON that broke off stays what is whole, and `…`: of the
 * rest nobody can tell whose it is.
 */
export function maskBody(body: string): string {
  if (body === '') return body
  try {
    return maskJsonText(body)
  } catch {
    const part = /^\s*[{[]/.test(body) ? wholePart(body) : undefined
    if (part === undefined) return maskText(body)
    try {
      return `${maskJsonText(part.whole + part.closers).slice(0, -part.closers.length)}…`
    } catch {
      return maskText(body)
    }
  }
}

const maskJsonText = (text: string): string => JSON.stringify(maskJson(JSON.parse(text) as unknown))
