import { dialectFacts } from '../../../shared/dialects.ts'
import { fromWireAmount, toWireAmount } from '../../../shared/payload/wire-amount.ts'
import { bareDocument, segment, type DialectRules } from './dialect.ts'

/** G1, the guide's own: amounts are whole centavos as text, `"4800"` (docs/klavi-api.md §2, §3.3). */
export const g1: DialectRules = {
  id: 'g1',
  createPath: dialectFacts.g1.createPath,
  paymentPath: (id) => `/payments/${segment(id)}`,
  statusPath: (id) => `/payments/${segment(id)}/status`,
  whitelabelPath: '/whitelabel',
  scheduledPath: '/scheduled',
  scheduledOf: (id) => `/scheduled/${segment(id)}`,
  toWireAmount: (centavos) => toWireAmount(centavos, 'g1'),
  fromWireAmount: (wire) => fromWireAmount(wire, 'g1'),
  buildPayload(draft, externalId, amount) {
    const redirect = draft.redirectUrl.trim()
    return {
      externalId,
      participantId: draft.participantId,
      ...(redirect === '' ? {} : { redirectURL: redirect }),
      user: { name: draft.payerName.trim(), taxId: bareDocument(draft.payerCpf) },
      amount,
      method: draft.method,
    }
  },
  tokenPolicy: 'per-payment',
  fields: { externalId: 'externalId', participantId: 'participantId' },
}
