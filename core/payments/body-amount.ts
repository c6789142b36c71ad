import type { Dialect } from '../model/environment.ts'
import { readBrCode } from './br-code/read.ts'
import { readPayload } from './raw-payload.ts'
import { wireFields } from './wire-fields.ts'

/**
 * What a wire body pays, in integer centavos.
 * - `read`: its `amount`, else the amount in its QR code; 0 where an amount is named in a form that cannot be read
 * - `two`: `amount` and QR code name different ones, and which is paid is the server's affair
 * - `none`: no amount can be found in it
 */
export type BodyAmount =
  | { kind: 'read'; centavos: number }
  | { kind: 'two'; amount: number; code: number }
  | { kind: 'none' }

export function amountOfBody(body: string, dialect: Dialect): BodyAmount {
  const { amountWire, amountCentavos } = readPayload(body, dialect)
  const { namesAmount, qrCodes } = wireFields(body)
  const inCodes = qrCodes.flatMap((text) => {
    const code = readBrCode(text)
    return code.valid && code.centavos !== undefined ? [code.centavos] : []
  })
  const named = amountWire !== '' || namesAmount ? [amountCentavos] : []
  const [first, ...others] = [...named, ...inCodes]
  if (first === undefined) return { kind: 'none' }
  const other = others.find((centavos) => centavos !== first)
  return other === undefined
    ? { kind: 'read', centavos: first }
    : { kind: 'two', amount: first, code: other }
}
