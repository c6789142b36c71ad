import type { PaymentDraft } from '../../../core/model/payment.ts'

export const mockBank = 'c8f0bf49-4744-4933-8960-7add6e590841'

/** A draft that every rule accepts. */
export const sampleDraft = (changes: Partial<PaymentDraft> = {}): PaymentDraft => ({
  participantId: mockBank,
  participantName: 'Mock Bank',
  amount: '48,00',
  payerName: 'Maria da Silva',
  payerCpf: '529.982.247-25',
  method: 'PIX_MANU_AUTO',
  externalId: '',
  redirectUrl: 'https://example.com/return',
  ...changes,
})
