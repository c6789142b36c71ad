import { expect, test } from 'vitest'
import { rulesLeft } from '../../../../../electron/main/simulator/rules-left.ts'
import type { FaultState } from '../../../../../simulator/index.ts'

const bom = { route: '*', fault: { kind: 'bom' } } as const
const state = (rule: object, matched: number, fired: number, spent = false): FaultState => ({
  rule: { ...bom, ...rule },
  matched,
  fired,
  spent,
})

test('what fired once and for all does not come back', () => {
  expect(rulesLeft([state({ count: 1 }, 1, 1, true), state({}, 9, 9)])).toEqual([bom])
})

test('what has begun goes on where it stands', () => {
  expect(
    rulesLeft([state({ skip: 3, count: 5 }, 2, 0), state({ skip: 1, count: 5 }, 4, 2)]),
  ).toEqual([
    { ...bom, skip: 1, count: 5 },
    { ...bom, skip: 0, count: 3 },
  ])
})
