import { describe, expect, it } from 'vitest'
import type { PayloadIssue } from '../../../../../electron/contract/types.ts'
import {
  firstFieldInTrouble,
  sameAmount,
} from '../../../../../renderer/src/features/payment/form-fields.ts'

const issue = (field: PayloadIssue['field'], severity: PayloadIssue['severity']): PayloadIssue => ({
  field,
  severity,
  code: 'x',
  message: 'x',
})

describe('firstFieldInTrouble', () => {
  it('follows the order of the form, not of the issues', () => {
    expect(firstFieldInTrouble([issue('payerCpf', 'error'), issue('amount', 'error')])).toBe(
      'amount',
    )
  })

  it('passes over warnings and hints', () => {
    expect(firstFieldInTrouble([issue('amount', 'warning'), issue('payerName', 'error')])).toBe(
      'payerName',
    )
    expect(firstFieldInTrouble([issue('amount', 'hint')])).toBeUndefined()
  })
})

describe('sameAmount', () => {
  it.each(['48,00', 'R$ 48,00', '48', ' R$48,00 '])('takes %s for 4800 centavos', (typed) => {
    expect(sameAmount(typed, 4800)).toBe(true)
  })
  it.each(['', '4800', '48,0', '48,01', '4,80', '4.8,00x'])('does not take %s', (typed) => {
    expect(sameAmount(typed, 4800)).toBe(false)
  })
  it('wants the centavos where there are some, and knows points of thousands', () => {
    expect(sameAmount('1333', 133304)).toBe(false)
    expect(sameAmount('1.333,04', 133304)).toBe(true)
  })
  it('takes nothing while the amount cannot be read', () => {
    expect(sameAmount('', null)).toBe(false)
  })
})
