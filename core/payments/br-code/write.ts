import { decimalAmount } from '../../../shared/payload/wire-amount.ts'
import { crc16 } from './crc16.ts'
import { writeTlv } from './tlv.ts'

export interface StaticCode {
  /** In the form of DICT. */
  key: string
  centavos?: number
  merchantName: string
  city: string
  description?: string
  /** Letters and digits, 25 at the most; absent: none, `***`. */
  txid?: string
}

/** Printable ASCII without accents, at most so many characters: what the manual allows in names. */
const plain = (text: string, most: number): string =>
  text
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, most)
    .trim()

/**
 * Writes a static BR Code. The description is shortened to what is left of the 99 characters of its template.
 * Source: BCB, Manual de Padrões para Iniciação do Pix (fields and limits), docs/klavi-api.md §7.
 */
export function writeBrCode(code: StaticCode): string {
  const account = writeTlv('00', 'br.gov.bcb.pix') + writeTlv('01', code.key)
  const room = 99 - account.length - 4
  const description = plain(code.description ?? '', Math.max(0, room))
  const txid = (code.txid ?? '').replace(/[^A-Za-z0-9]/g, '').slice(0, 25)
  const body = [
    writeTlv('00', '01'),
    writeTlv('26', account + (description === '' ? '' : writeTlv('02', description))),
    writeTlv('52', '0000'),
    writeTlv('53', '986'),
    code.centavos === undefined ? '' : writeTlv('54', decimalAmount(code.centavos)),
    writeTlv('58', 'BR'),
    writeTlv('59', plain(code.merchantName, 25) || 'NAO INFORMADO'),
    writeTlv('60', plain(code.city, 15) || 'BRASILIA'),
    writeTlv('62', writeTlv('05', txid === '' ? '***' : txid)),
    '6304',
  ].join('')
  return body + crc16(body)
}
