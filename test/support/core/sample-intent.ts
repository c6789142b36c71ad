import type { PaymentIntent } from '../../../core/journal/payments-table.ts'

/** An intent as `send` would write it. */
export const sampleIntent = (changes: Partial<PaymentIntent> = {}): PaymentIntent => ({
  localId: 'local-1',
  environmentId: 'simulator',
  environmentName: 'Simulator',
  origin: 'https://127.0.0.1:4433',
  externalId: 'order-1',
  amountCentavos: 4800,
  amountWire: '4800',
  participantId: 'c8f0bf49-4744-4933-8960-7add6e590841',
  participantName: 'Mock Bank',
  payerName: 'Maria d. S.',
  body: '{"amount":"4800"}',
  createdAt: '2026-11-22T12:00:00.000Z',
  ...changes,
})
