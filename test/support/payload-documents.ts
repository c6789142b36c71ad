import type { PayloadDocument } from '../../electron/contract/types.ts'

/** A G1 payload that can be sent, with what a test wants otherwise; undefined takes a field out. */
export function g1Document(
  more: Record<string, unknown> = {},
  participantName = 'Mock Bank',
): PayloadDocument {
  const payload = {
    externalId: '{{uuid}}',
    participantId: 'c8f0bf49-4744-4933-8960-000000000001',
    redirectURL: 'https://example.com/return',
    user: { name: 'Maria da Silva', taxId: '52998224725' },
    amount: '4800',
    method: 'PIX_MANU_AUTO',
    ...more,
  }
  return { text: `${JSON.stringify(payload, null, 2)}\n`, participantName, typed: {} }
}

export const wholeDocument = g1Document()

/** Only the bank is chosen. */
export const bankOnly = g1Document({ user: undefined, amount: undefined })
