import { m } from '../../../messages/index.ts'
import type { BrCodeFacts, CodedMessage, Inspected } from '../../model/payload.ts'
import { isCnpj, isCpf } from '../check-digits.ts'
import { wireKeyType } from '../pix-key.ts'
import { crc16 } from './crc16.ts'
import { fieldIn, readTlv, type TlvField } from './tlv.ts'

const isPix = (fields: readonly TlvField[] | undefined): boolean =>
  fieldIn(fields, '00')?.toLowerCase() === 'br.gov.bcb.pix'

/** Templates in a range of ids that say they are Pix's own. */
function pixTemplate(
  fields: readonly TlvField[],
  from: number,
  to: number,
  fits: (template: TlvField[]) => boolean = () => true,
): TlvField[] | undefined {
  return fields
    .filter(({ id }) => Number(id) >= from && Number(id) <= to)
    .map(({ value }) => readTlv(value))
    .find((template) => template !== undefined && isPix(template) && fits(template))
}

/** Field 54 as integer centavos: digits, with a dot and up to two decimals. */
function centavosOf(amount: string): number | undefined {
  const match = /^(\d+)(?:\.(\d{0,2}))?$/.exec(amount)
  if (match === null) return undefined
  const cents = BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'))
  const value = Number(cents)
  return Number.isSafeInteger(value) ? value : undefined
}

/** The parts of a code, whatever is wrong with it. */
interface Parts {
  fields: TlvField[]
  account: TlvField[] | undefined
  key: string | undefined
  url: string | undefined
  recurrenceUrl: string | undefined
  amount: string | undefined
  additional: TlvField[] | undefined
}

function partsOf(fields: TlvField[]): Parts {
  const account = pixTemplate(fields, 26, 51)
  const recurrence = pixTemplate(fields, 80, 99, (found) => fieldIn(found, '25') !== undefined)
  const additional = fieldIn(fields, '62')
  return {
    fields,
    account,
    key: fieldIn(account, '01'),
    url: fieldIn(account, '25'),
    recurrenceUrl: fieldIn(recurrence, '25'),
    amount: fieldIn(fields, '54'),
    additional: additional === undefined ? undefined : readTlv(additional),
  }
}

/**
 * Decodes a BR Code ("copia e cola"). Refused is what no reader of the norm can take: lengths that do not add up, a wrong
 * CRC, no Pix template. What the manual forbids but wallets read is a warning, and so is what Klavi's API refuses with the
 * business codes 4101 to 4104 (docs/klavi-api.md §3.3, §7). Source: BCB, Manual de Padrões para Iniciação do Pix.
 */
export function readBrCode(text: string): Inspected<BrCodeFacts> {
  const code = text.trim()
  const fields = code === '' ? undefined : readTlv(code)
  if (fields === undefined || fields.length === 0) {
    return { valid: false, errors: [{ code: 'tlv', message: m.br_code_tlv() }] }
  }
  const parts = partsOf(fields)
  const errors = errorsOf(code, parts)
  if (errors.length > 0) return { valid: false, errors }
  return { valid: true, ...factsOf(parts), warnings: warningsOf(code, parts) }
}

function errorsOf(code: string, parts: Parts): CodedMessage[] {
  const { fields, account, key, url, recurrenceUrl, amount } = parts
  const errors: CodedMessage[] = []
  const say = (wrong: boolean, name: string, message: string): void => {
    if (wrong) errors.push({ code: name, message })
  }
  const field = (id: string): string | undefined => fieldIn(fields, id)
  const ids = fields.map(({ id }) => id)
  const last = fields.at(-1)
  const counted = crc16(code.slice(0, -4))
  const hasCrc = last?.id === '63' && last.value.length === 4
  say(ids[0] !== '00' || field('00') !== '01', 'format-indicator', m.br_code_format())
  say(new Set(ids).size !== ids.length, 'duplicate-field', m.br_code_duplicate())
  say(!hasCrc, 'crc-missing', m.br_code_crc_missing())
  say(
    hasCrc && last.value.toUpperCase() !== counted,
    'crc',
    m.br_code_crc({ found: last?.value ?? '', counted }),
  )
  say(/[^\x20-\x7e]/.test(code), 'characters', m.br_code_characters())
  if (account === undefined) say(true, 'not-pix', m.br_code_not_pix())
  else {
    say(key !== undefined && url !== undefined, 'key-and-url', m.br_code_key_and_url())
    const nothing = key === undefined && url === undefined && recurrenceUrl === undefined
    say(nothing, 'no-key-no-url', m.br_code_no_target())
  }
  const initiation = field('01')
  say(
    initiation !== undefined && initiation !== '11' && initiation !== '12',
    'point-of-initiation',
    m.br_code_initiation(),
  )
  say(!/^\d{4}$/.test(field('52') ?? ''), 'category', m.br_code_category())
  say(field('53') !== '986', 'currency', m.br_code_currency())
  say(
    amount !== undefined && centavosOf(amount) === undefined,
    'amount',
    m.br_code_amount({ amount: amount ?? '' }),
  )
  say(field('58') !== 'BR', 'country', m.br_code_country())
  say(field('59') === undefined, 'merchant-name', m.br_code_name())
  say(field('60') === undefined, 'city', m.br_code_city())
  say(
    field('62') !== undefined && parts.additional === undefined,
    'additional',
    m.br_code_additional(),
  )
  return errors
}

function factsOf(parts: Parts): Omit<BrCodeFacts, 'warnings'> {
  const { fields, account, key, url, recurrenceUrl, amount, additional } = parts
  const keyType = key === undefined ? null : wireKeyType(key)
  const optional: Record<string, string | number | null | undefined> = {
    key,
    keyType,
    url,
    recurrenceUrl,
    amount,
    centavos: amount === undefined ? undefined : centavosOf(amount),
    postalCode: fieldIn(fields, '61'),
    txid: fieldIn(additional, '05'),
    description: fieldIn(account, '02'),
    fss: fieldIn(account, '03'),
    pointOfInitiation: fieldIn(fields, '01'),
  }
  const present = Object.entries(optional).filter(
    ([, value]) => value !== undefined && value !== null,
  )
  return {
    kind: url !== undefined ? 'dynamic' : key !== undefined ? 'static' : 'recurrence',
    ...(Object.fromEntries(present) as Partial<BrCodeFacts>),
    merchantName: fieldIn(fields, '59') ?? '',
    city: fieldIn(fields, '60') ?? '',
    crc: (fields.at(-1)?.value ?? '').toUpperCase(),
  }
}

const urlForm =
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?:\/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*)?$/i

function warningsOf(code: string, parts: Parts): CodedMessage[] {
  const { fields, account, key, url, amount, additional } = parts
  const warnings: CodedMessage[] = []
  const say = (wrong: boolean, name: string, message: () => string): void => {
    if (wrong) warnings.push({ code: name, message: message() })
  }
  const txid = fieldIn(additional, '05')
  const fss = fieldIn(account, '03')
  const inUrl = (word: string): boolean => url?.toLowerCase().includes(word) === true
  // What the API says of it comes first: it decides whether the payment can be made at all.
  say(inUrl('troco'), '4103', m.br_code_4103)
  say(fss !== undefined || inUrl('saque'), '4104', m.br_code_4104)
  say(url !== undefined && !inUrl('troco') && !inUrl('saque'), '4102', m.br_code_4102)
  say(key === undefined && url === undefined, '4102', m.br_code_recurrence)
  say(txid === undefined, 'no-txid', m.br_code_no_txid)
  say(
    txid !== undefined && txid !== '***' && !/^[A-Za-z0-9]{1,25}$/.test(txid),
    'txid',
    m.br_code_txid,
  )
  say(
    url !== undefined && txid !== undefined && txid !== '***',
    'txid-dynamic',
    m.br_code_txid_dynamic,
  )
  say((fieldIn(fields, '59') ?? '').length > 25, 'name-too-long', m.br_code_name_too_long)
  say((fieldIn(fields, '60') ?? '').length > 15, 'city-too-long', m.br_code_city_too_long)
  say((amount ?? '').length > 13, 'amount-too-long', m.br_code_amount_too_long)
  say(fss !== undefined && (!/^\d{8}$/.test(fss) || url !== undefined), 'fss', m.br_code_fss)
  if (key !== undefined) {
    const type = wireKeyType(key)
    const fits = type === 'CPF' ? isCpf(key) : type === 'CNPJ' ? isCnpj(key) : type !== null
    say(!fits, 'key-form', m.br_code_key_form)
    const zero = amount !== undefined && centavosOf(amount) === 0
    say(zero && fss === undefined, 'amount-zero', m.br_code_amount_zero)
  }
  say((url ?? '').length > 77, 'url-too-long', m.br_code_url_too_long)
  say(url !== undefined && !urlForm.test(url), 'url-form', m.br_code_url_form)
  say(code.length > 512, 'too-long', m.br_code_too_long)
  return warnings
}
