/**
 * A Pix end-to-end id: `E` + ISPB (8 digits) + yyyyMMddHHmm (UTC) + 11 alphanumerics, 32
 * characters (docs/klavi-api.md section 6). `tail` is hex of at least 11 digits.
 */
export function endToEndId(ispb: string, at: number, tail: string): string {
  const minutes = new Date(at).toISOString().slice(0, 16).replace(/\D/g, '')
  return `E${ispb}${minutes}${tail.slice(0, 11).toUpperCase()}`
}
