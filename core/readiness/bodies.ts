import { rulesOf } from '../klavi/dialects/index.ts'
import type { Dialect } from '../model/environment.ts'
import { exampleClient } from '../payments/minimal.ts'

export type Body = Record<string, unknown>

/** A payer who does not exist, with a CPF whose check digits hold. */
const payer = { name: 'Maria da Silva Santos', taxId: '52998224725' }
/** The example key of the BR Code manual (BCB). */
const evp = '123e4567-e12b-12d1-a456-426655440000'
/** The example of the BR Code manual (BCB), whose CRC is printed there. */
const staticQrCode =
  '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000' +
  '5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D'

/** R$ 48,00: no bank that is known to us reads an outcome from it. */
export const plainCentavos = 48_00
/** Amounts that the Open Finance Brasil mock bank, or the simulator, reads as an outcome (docs/klavi-api.md §8). */
export const outcomeCentavos = { consentRejected: 300_06, paymentRejected: 20201_10, error: 900_01 }

interface BodyFacts {
  externalId: string
  participantId: string
  centavos?: number
  payerName?: string
}

/** The best-known minimal payload (docs/klavi-api.md §3.3). */
export function minimalBody(dialect: Dialect, facts: BodyFacts): Body {
  const amount = rulesOf(dialect).toWireAmount(facts.centavos ?? plainCentavos)
  const name = facts.payerName ?? payer.name
  if (dialect === 'g1') {
    return {
      externalId: facts.externalId,
      participantId: facts.participantId,
      redirectURL: 'https://example.com/return',
      user: { ...payer, name },
      amount,
      method: 'PIX_MANU_AUTO',
    }
  }
  return {
    institutionId: facts.participantId,
    clientRequestId: facts.externalId,
    customer: { identifierType: 'CPF', identifier: payer.taxId, name },
    initType: 'PIX_INIC',
    proxy: evp,
    amount,
    currency: 'BRL',
    redirectUrl: 'https://example.com/return',
    clientMetadata: exampleClient,
  }
}

/** The methods that a dialect documents. */
export const methodsOf = (dialect: Dialect): readonly string[] =>
  dialect === 'g1'
    ? ['PIX_MANU_AUTO', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE']
    : ['PIX_INIC', 'PIX_MANU', 'PIX_DICT', 'PIX_QRCODE']

/** What each method needs besides the minimal payload (docs/klavi-api.md §3.3). */
export function methodBody(dialect: Dialect, method: string, facts: BodyFacts): Body {
  const account = { ispb: '00000000', issuer: '0001', number: '1234567', accountType: 'CACC' }
  const base = minimalBody(dialect, facts)
  if (dialect === 'g1') {
    const more: Record<string, Body> = {
      PIX_MANU: { creditor: { name: 'Loja Exemplo', taxId: '11222333000181', ...account } },
      PIX_DICT: { pixKey: evp },
      PIX_QRCODE: { qrCode: staticQrCode },
    }
    return { ...base, method, ...more[method] }
  }
  const { proxy: _none, ...rest } = base
  const holder = { identifierType: 'CNPJ', identifier: '11222333000181', name: 'Loja Exemplo' }
  const more: Record<string, Body> = {
    PIX_INIC: { proxy: evp },
    PIX_MANU: { creditorAccount: { ...account, holder } },
    PIX_DICT: { proxy: evp },
    PIX_QRCODE: { qrCode: staticQrCode },
  }
  return { ...rest, initType: method, ...more[method] }
}

/** Paths of the required fields (docs/cli.md "Words"), in the dialect's own names, by the name of their check. */
export const requiredFields = (dialect: Dialect): Readonly<Record<string, readonly string[]>> =>
  dialect === 'g1'
    ? {
        'external-id': ['externalId'],
        'participant-id': ['participantId'],
        method: ['method'],
        'user-name': ['user', 'name'],
        'user-tax-id': ['user', 'taxId'],
        amount: ['amount'],
      }
    : {
        'external-id': ['clientRequestId'],
        'participant-id': ['institutionId'],
        method: ['initType'],
        'user-name': ['customer', 'name'],
        'user-tax-id': ['customer', 'identifier'],
        amount: ['amount'],
      }

/** A copy without the field at this path. */
export function without(body: Body, path: readonly string[]): Body {
  const [name = '', ...rest] = path
  const { [name]: found, ...others } = body
  return rest.length === 0 ? others : { ...others, [name]: without((found ?? {}) as Body, rest) }
}

/** A copy with the field at this path replaced. */
export function replaced(body: Body, path: readonly string[], value: unknown): Body {
  const [name = '', ...rest] = path
  const next = rest.length === 0 ? value : replaced((body[name] ?? {}) as Body, rest, value)
  return { ...body, [name]: next }
}
