import { expect, it } from 'vitest'
import { emptyDraft, readDraft } from '../../../../core/payments/draft.ts'
import { sampleDraft } from '../../../support/core/sample-draft.ts'

it('gives the empty form where nothing is stored', () => {
  expect(readDraft(undefined)).toEqual(emptyDraft)
  expect(readDraft(undefined)).not.toBe(emptyDraft)
})

it('gives back what was stored', () => {
  const draft = sampleDraft({ externalId: 'order-7' })
  expect(readDraft(JSON.stringify(draft))).toEqual(draft)
})

it('takes what is missing or of another type from the empty form, and drops what it does not know', () => {
  const stored = JSON.stringify({ amount: 48, payerName: 'Maria', unknown: 'x' })
  expect(readDraft(stored)).toEqual({ ...emptyDraft, payerName: 'Maria' })
})

it.each(['{"amount":', 'null', '[]', '7'])('gives the empty form for %j', (stored) => {
  expect(readDraft(stored)).toEqual(emptyDraft)
})
