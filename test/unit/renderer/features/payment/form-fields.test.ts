import { describe, expect, it } from 'vitest'
import type { PayloadFinding } from '../../../../../electron/contract/types.ts'
import type { FieldId } from '../../../../../shared/payload/fields.ts'
import { firstInTrouble } from '../../../../../renderer/src/features/payment/form-fields.ts'

const finding = (field: FieldId | undefined): PayloadFinding => ({
  path: [field ?? 'x'],
  severity: 'error',
  code: 'x',
  message: 'x',
  source: 'x',
  ...(field ? { field } : {}),
})

describe('firstInTrouble', () => {
  it('goes by the form’s order, essentials first and what has no field last', () => {
    const list = [finding(undefined), finding('date'), finding('payerName'), finding('amount')]
    expect(firstInTrouble(list)?.field).toBe('amount')
    expect(firstInTrouble(list.slice(0, 2))?.field).toBe('date')
    expect(firstInTrouble(list.slice(0, 1))?.path).toEqual(['x'])
    expect(firstInTrouble([])).toBeUndefined()
  })
})
