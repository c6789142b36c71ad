import { describe, expect, it } from 'vitest'
import type { PayloadIssue } from '../../../../../electron/contract/types.ts'
import { firstFieldInTrouble } from '../../../../../renderer/src/features/payment/form-fields.ts'

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
