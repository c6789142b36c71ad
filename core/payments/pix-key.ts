import { m } from '../../messages/index.ts'
import type { CodedMessage, Inspected, PixKeyFacts, PixKeyType } from '../model/payload.ts'
import { isCnpj, isCpf } from './check-digits.ts'

/** BCB, DICT: a key has 77 characters at the most. */
export const longestPixKey = 77

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const email =
  /^[a-z0-9.!#$&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/

/**
 * The type of a key in the very form that DICT keeps (BCB, API DICT: Key), by its shape alone: eleven digits read as a CPF,
 * a phone starts with `+`. Null where it is in none.
 */
export function wireKeyType(key: string): PixKeyType | null {
  if (/^[0-9]{11}$/.test(key)) return 'CPF'
  // Letters from July 2026 (IN RFB 2.229/2024).
  if (/^[0-9A-Z]{12}[0-9]{2}$/.test(key)) return 'CNPJ'
  if (/^\+[1-9][0-9]\d{1,14}$/.test(key)) return 'PHONE'
  if (uuid.test(key)) return 'EVP'
  return key.length <= longestPixKey && email.test(key) ? 'EMAIL' : null
}

/** Area codes that Anatel has given out. */
const areaCodes = new Set(
  (
    '11 12 13 14 15 16 17 18 19 21 22 24 27 28 31 32 33 34 35 37 38 41 42 43 44 45 46 47 48 49 51 53 54 55 ' +
    '61 62 63 64 65 66 67 68 69 71 73 74 75 77 79 81 82 83 84 85 86 87 88 89 91 92 93 94 95 96 97 98 99'
  ).split(' '),
)

/** A Brazilian mobile number as people type it, in E.164; undefined for any other number. */
function mobileOf(typed: string): string | undefined {
  if (!/^\+?[\d\s().-]+$/.test(typed)) return undefined
  const digits = typed.replace(/\D/g, '')
  const national = typed.startsWith('+')
    ? /^55(\d{11})$/.exec(digits)?.[1]
    : (/^(?:00)?55(\d{11})$/.exec(digits)?.[1] ?? /^0?(\d{11})$/.exec(digits)?.[1])
  if (national === undefined || national[2] !== '9') return undefined
  return areaCodes.has(national.slice(0, 2)) ? `+55${national}` : undefined
}

/** Written as a document: digits alone, or grouped as documents are. */
const cpfForm = /^(?:\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2})$/
const cnpjForm = /^(?:[0-9A-Z]{12}\d{2}|[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/[0-9A-Z]{4}-\d{2})$/

const bad = (code: string, message: string): { valid: false; errors: CodedMessage[] } => ({
  valid: false,
  errors: [{ code, message }],
})

/**
 * What a person means by a Pix key, and the form in which it is sent. Eleven digits are a CPF where the check digits fit,
 * else a mobile number where they can be one: a phone must start with `+` on the wire (BCB, API DICT).
 */
export function inspectPixKey(text: string): Inspected<PixKeyFacts> {
  const typed = text.trim()
  if (typed === '') return bad('empty', m.pix_key_empty())
  const readings = readingsOf(typed)
  const [first, ...others] = readings
  if (first === undefined) return refusal(typed)
  const warnings: CodedMessage[] = []
  if (first.type === 'CPF' && others.some(({ type }) => type === 'PHONE')) {
    warnings.push({ code: 'maybe-phone', message: m.pix_key_maybe_phone() })
  }
  if (first.type === 'PHONE' && !typed.startsWith('+')) {
    warnings.push({
      code: 'phone-plus',
      message: m.pix_key_phone_plus({ phone: first.normalised }),
    })
  }
  return {
    valid: true,
    ...first,
    exact: text === first.normalised,
    alternatives: others.map(({ type }) => type),
    warnings,
  }
}

function readingsOf(typed: string): { type: PixKeyType; normalised: string }[] {
  const readings: { type: PixKeyType; normalised: string }[] = []
  const bare = typed.replace(/[.\-/]/g, '')
  if (cpfForm.test(typed) && isCpf(bare)) readings.push({ type: 'CPF', normalised: bare })
  if (cnpjForm.test(typed) && isCnpj(bare)) readings.push({ type: 'CNPJ', normalised: bare })
  const mobile = mobileOf(typed)
  if (mobile !== undefined) readings.push({ type: 'PHONE', normalised: mobile })
  else if (/^\+(?!55)[1-9]\d{6,14}$/.test(typed)) {
    readings.push({ type: 'PHONE', normalised: typed })
  }
  const lower = typed.toLowerCase()
  if (uuid.test(lower)) readings.push({ type: 'EVP', normalised: lower })
  if (lower.length <= longestPixKey && email.test(lower)) {
    readings.push({ type: 'EMAIL', normalised: lower })
  }
  return readings
}

function refusal(typed: string): { valid: false; errors: CodedMessage[] } {
  if (typed.length > longestPixKey) return bad('too-long', m.pix_key_too_long())
  if (typed.includes('@')) return bad('email', m.pix_key_email())
  if (cpfForm.test(typed) || cnpjForm.test(typed)) return bad('check-digits', m.pix_key_digits())
  if (/^\+?[\d\s().-]+$/.test(typed)) return bad('phone', m.pix_key_phone())
  return bad('unknown', m.pix_key_unknown())
}
