import { dialectFacts } from '../../../shared/dialects.ts'
import { fromWireAmount, toWireAmount } from '../../../shared/payload/wire-amount.ts'
import { bareDocument, segment, type DialectRules } from './dialect.ts'

/** G1's methods in the words of G2 and G3; a payee preset at Klavi has no counterpart but a payment by key. */
const initTypes: Readonly<Record<string, string>> = { PIX_MANU_AUTO: 'PIX_INIC' }

/** G2: amounts are reais with two decimals, `"48.00"` (docs/klavi-api.md §2, §3.3). */
export const g2: DialectRules = {
  id: 'g2',
  createPath: dialectFacts.g2.createPath,
  paymentPath: (id) => `/payments/${segment(id)}`,
  statusPath: (id) => `/payments/${segment(id)}/status`,
  whitelabelPath: '/whitelabel',
  toWireAmount: (centavos) => toWireAmount(centavos, 'g2'),
  fromWireAmount: (wire) => fromWireAmount(wire, 'g2'),
  buildPayload(draft, externalId, amount) {
    const redirect = draft.redirectUrl.trim()
    return {
      institutionId: draft.participantId,
      clientRequestId: externalId,
      customer: {
        identifierType: 'CPF',
        identifier: bareDocument(draft.payerCpf),
        name: draft.payerName.trim(),
      },
      initType: initTypes[draft.method] ?? draft.method,
      amount,
      currency: 'BRL',
      ...(redirect === '' ? {} : { redirectUrl: redirect }),
    }
  },
  tokenPolicy: 'reuse',
  fields: { externalId: 'clientRequestId', participantId: 'institutionId' },
}
