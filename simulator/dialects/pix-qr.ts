import { Problem } from '../http/problem.ts'

function crc16(text: string): string {
  let crc = 0xffff
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
    crc &= 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}

/** EMV tag-length-value fields in order; null when the lengths do not add up. */
function readFields(text: string): Map<string, string> | null {
  const fields = new Map<string, string>()
  for (let at = 0; at < text.length;) {
    const head = /^(\d{2})(\d{2})$/.exec(text.slice(at, at + 4))
    if (!head) return null
    const [, id = '', size = ''] = head
    const end = at + 4 + Number(size)
    if (end > text.length) return null
    fields.set(id, text.slice(at + 4, end))
    at = end
  }
  return fields
}

const refusal = (bodyStatusCode: number, message: string): Problem =>
  new Problem(416, 'BUSINESS_ERROR', [message], { bodyStatusCode })

/**
 * Checks a "copia e cola" text as docs/klavi-api.md sections 4 and 7 say: 4101 when it is no Pix
 * code, 4102 for a Pix Cobrança, 4103 for a Pix Troco, 4104 for a Pix Saque. A dynamic code's
 * kind stands in the payload behind its URL; this sandbox reads it from the URL's words instead.
 */
export function refusalOfQrCode(text: string): Problem | null {
  const notPix = refusal(4101, 'QR Code is not a Pix QR Code')
  const fields = readFields(text)
  const account = readFields(fields?.get('26') ?? '')
  if (!fields || !account || account.get('00')?.toLowerCase() !== 'br.gov.bcb.pix') return notPix
  if (fields.get('63')?.toUpperCase() !== crc16(text.slice(0, -4))) return notPix
  const url = account.get('25')?.toLowerCase()
  if (url?.includes('troco')) return refusal(4103, 'Pix Troco is not supported')
  // Field 26-03 of a static code names the cash-out facilitator: a Pix Saque (BCB Pix manual).
  if (url?.includes('saque') || account.has('03')) {
    return refusal(4104, 'Pix Saque is not supported')
  }
  return url === undefined ? null : refusal(4102, 'Pix Cobrança is not supported')
}
