import type { Dialect } from '../model/environment.ts'
import type { DocumentedCall } from '../model/payment-details.ts'
import type { PaymentDraft, PaymentFlow } from '../model/payment.ts'
import { buildTemplate } from '../payments/template.ts'
import { rulesOf } from './dialects/index.ts'

/** The sandbox's “Mock Bank” (docs/klavi-api.md §2) and a payer who does not exist, whose CPF holds its check digits. */
const sample: PaymentDraft = {
  participantId: 'c8f0bf49-4744-4933-8960-7add6e590841',
  participantName: 'Mock Bank',
  amount: '48,00',
  payerName: 'Maria da Silva Santos',
  payerCpf: '52998224725',
  method: 'PIX_MANU_AUTO',
  externalId: '',
  redirectUrl: 'https://example.com/return',
}
const participantFilters = [
  'id',
  'name',
  'slug',
  'status',
  'firstParticipants',
  'limit',
  'afterCursor',
  'beforeCursor',
]

/** The calls of a dialect that can be made by hand, with bodies to begin with (docs/klavi-api.md §3). */
export function documentedCalls(
  dialect: Dialect,
  newId: () => string,
  nowMs: number,
): DocumentedCall[] {
  const rules = rulesOf(dialect)
  const shown = (make: (id: string) => string): string => make('ID').replace('ID', '{id}')
  const get = (id: string, path: string, query: string[] = []): DocumentedCall => ({
    id,
    method: 'GET',
    path,
    query,
  })
  const creating = (flow: PaymentFlow, path: string | undefined): DocumentedCall[] =>
    path === undefined
      ? []
      : [
          {
            id: flow === 'payment' ? 'create-payment' : flow,
            method: 'POST',
            path,
            query: [],
            body: buildTemplate(dialect, flow, sample, newId(), nowMs),
          },
        ]
  const cancelling: DocumentedCall[] =
    rules.cancelPath === undefined
      ? []
      : [
          {
            id: 'cancel',
            method: 'POST',
            path: shown(rules.cancelPath),
            query: [],
            body: JSON.stringify({ cancelledBy: sample.payerCpf, identifierType: 'CPF' }, null, 2),
          },
        ]
  return [
    get('participants', '/participants', participantFilters),
    ...creating('payment', rules.createPath),
    get('payment', shown(rules.paymentPath)),
    get('status', shown(rules.statusPath)),
    ...cancelling,
    ...creating('scheduled', rules.scheduledPath),
    ...(rules.scheduledOf === undefined ? [] : [get('get-scheduled', shown(rules.scheduledOf))]),
    ...creating('whitelabel', rules.whitelabelPath),
  ]
}
