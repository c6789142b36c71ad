import { describe, expect, it } from 'vitest'
import { buildPayload, payloadText } from '../../../../core/payments/payload.ts'
import { sampleDraft } from '../../../support/core/sample-draft.ts'

const bodyOf = (changes = {}) => payloadText(buildPayload(sampleDraft(changes), 'order-1', 'g1'))

describe('the G1 payload', () => {
  it('is these bytes, in this order', () => {
    expect(bodyOf()).toBe(`{
  "externalId": "order-1",
  "participantId": "c8f0bf49-4744-4933-8960-7add6e590841",
  "redirectURL": "https://example.com/return",
  "user": {
    "name": "Maria da Silva",
    "taxId": "52998224725"
  },
  "amount": "4800",
  "method": "PIX_MANU_AUTO"
}`)
  })

  it('leaves an empty redirectURL out', () => {
    expect(bodyOf({ redirectUrl: '  ' })).not.toContain('redirectURL')
  })

  it('trims what people paste', () => {
    const body = JSON.parse(bodyOf({ payerName: ' Maria ', redirectUrl: ' https://a.example/ ' }))
    expect(body.user.name).toBe('Maria')
    expect(body.redirectURL).toBe('https://a.example/')
  })

  it('sends an amount and a CPF that cannot be read as they were typed', () => {
    const body = JSON.parse(bodyOf({ amount: ' forty ', payerCpf: '12a.45' }))
    expect(body.amount).toBe('forty')
    expect(body.user.taxId).toBe('12a45')
  })

  it('writes the amount as the dialect does', () => {
    expect(buildPayload(sampleDraft(), 'x', 'g2')['amount']).toBe('48.00')
  })
})
