import { dialectFacts } from '../../../shared/dialects.ts'
import { segment, type DialectRules } from './dialect.ts'
import { g2 } from './g2.ts'

/** G3: G2's words under `/instant/payments`, and a call to cancel (docs/klavi-api.md §2, §3.6). */
const { whitelabelPath: _none, ...words } = g2

export const g3: DialectRules = {
  ...words,
  id: 'g3',
  createPath: dialectFacts.g3.createPath,
  paymentPath: (id) => `/instant/payments/${segment(id)}`,
  statusPath: (id) => `/instant/payments/${segment(id)}/status`,
  cancelPath: (id) => `/instant/payments/${segment(id)}/cancel`,
}
