import { expect, test } from 'vitest'
import { openMemoryJournal } from '../../../../core/journal/journal.ts'

test('a difference is counted, its first time kept and its last renewed', () => {
  const { drift, close } = openMemoryJournal('test')
  const difference = {
    path: '$.mood',
    kind: 'unknown-field' as const,
    verdict: 'learned' as const,
    expected: '',
    seen: 'string',
    example: '"good"',
  }
  drift.note('sandbox', 'status', [difference], '2026-11-22T12:00:00.000Z')
  drift.note('sandbox', 'status', [{ ...difference, example: '"bad"' }], '2026-11-22T12:05:00.000Z')
  drift.note('production', 'status', [difference], '2026-11-22T12:06:00.000Z')
  expect(drift.list('sandbox')).toEqual([
    {
      environmentId: 'sandbox',
      step: 'status',
      ...difference,
      example: '"bad"',
      firstAt: '2026-11-22T12:00:00.000Z',
      lastAt: '2026-11-22T12:05:00.000Z',
      count: 2,
    },
  ])
  expect(drift.list()).toHaveLength(2)
  close()
})
