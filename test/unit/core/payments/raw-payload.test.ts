import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildPayload, payloadText } from '../../../../core/payments/payload.ts'
import { readPayload } from '../../../../core/payments/raw-payload.ts'
import { sampleDraft } from '../../../support/core/sample-draft.ts'

const nothing = {
  externalId: '',
  participantId: '',
  payerName: '',
  amountWire: '',
  amountCentavos: 0,
}

describe('readPayload', () => {
  it('reads what the form builds', () => {
    const body = payloadText(buildPayload(sampleDraft(), 'order-1', 'g1'))
    expect(readPayload(body, 'g1')).toEqual({
      externalId: 'order-1',
      participantId: sampleDraft().participantId,
      payerName: 'Maria da Silva',
      amountWire: '4800',
      amountCentavos: 4800,
    })
  })

  it('reads the names of G2 and G3', () => {
    const body = {
      clientRequestId: 'r-1',
      institutionId: 'bank',
      customer: { name: 'Maria' },
      amount: '48.00',
    }
    expect(readPayload(JSON.stringify(body), 'g2')).toEqual({
      externalId: 'r-1',
      participantId: 'bank',
      payerName: 'Maria',
      amountWire: '48.00',
      amountCentavos: 4800,
    })
  })

  it('reads a number as its text, and an amount of another form as unknown', () => {
    expect(readPayload('{"amount":4800,"externalId":7}', 'g1')).toMatchObject({
      externalId: '7',
      amountWire: '4800',
      amountCentavos: 4800,
    })
    expect(readPayload('{"amount":"48.00"}', 'g1')).toMatchObject({
      amountWire: '48.00',
      amountCentavos: 0,
    })
  })

  it.each(['', 'no JSON', '[]', 'null', '"text"', '{"user":"x","amount":{}}'])(
    'reads nothing from %j, and does not throw',
    (body) => {
      expect(readPayload(body, 'g1')).toEqual(nothing)
    },
  )

  it('never throws', () => {
    fc.assert(fc.property(fc.json(), (body) => void readPayload(body, 'g1')))
  })
})
