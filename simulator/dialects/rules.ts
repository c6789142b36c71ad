/** Formats of Open Finance Brasil payments 4.0.0 and the Pix manual (docs/klavi-api.md section 6). */
export const CPF = /^\d{11}$/
/** Alphanumeric from July 2026. */
export const CNPJ = /^[0-9A-Z]{12}\d{2}$/
export const CPF_OR_CNPJ = /^(\d{11}|[0-9A-Z]{12}\d{2})$/
export const ISPB = /^\d{8}$/
export const ISSUER = /^\d{1,4}$/
export const ACCOUNT_NUMBER = /^\d{1,20}$/
export const ACCOUNT_TYPE = /^(CACC|SVGS|TRAN)$/
export const IBGE = /^\d{7}$/
export const DATE = /^\d{4}-\d{2}-\d{2}$/

const PIX_KEYS = [
  CPF,
  CNPJ,
  /^\+[1-9]\d\d{1,14}$/,
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
]

/** CPF, CNPJ, phone in E.164, lower-case e-mail or lower-case UUID, at most 77 characters. */
export function isPixKey(key: string): boolean {
  return key.length <= 77 && PIX_KEYS.some((pattern) => pattern.test(key))
}

/** Any absolute URI; apps use schemes of their own. */
export function isAbsoluteUri(text: string): boolean {
  return URL.canParse(text)
}

/** Today in Brasília (UTC−3, without daylight saving since 2019), YYYY-MM-DD. */
export function brasiliaDate(at: number): string {
  return new Date(at - 3 * 3_600_000).toISOString().slice(0, 10)
}

/** Epoch ms at which a day begins in Brasília; NaN for no such day. */
export function brasiliaMidnight(date: string): number {
  const at = Date.parse(`${date}T03:00:00.000Z`)
  return brasiliaDate(at) === date ? at : NaN
}
