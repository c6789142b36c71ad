import { describe, expect, it } from 'vitest'
import {
  countsOfCheck,
  countsOfPlaywright,
  countsOfVitest,
} from '../../../../scripts/lib/test-counts.mjs'

const vitest = (passed: number, failed: number) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 0,
})
const playwright = (expected: number, unexpected: number, flaky = 0) => ({
  stats: { expected, unexpected, flaky, skipped: 2 },
})

describe('the counts of a test run', () => {
  it('are those of its report', () => {
    expect(countsOfVitest(vitest(7, 2), 1)).toEqual({ passed: 7, failed: 2, skipped: 1 })
    expect(countsOfPlaywright(playwright(3, 1), 1)).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  it('hold one failure when the run failed outside its tests', () => {
    expect(countsOfVitest(vitest(7, 0), 1).failed).toBe(1)
    expect(countsOfPlaywright(playwright(3, 0), 1).failed).toBe(1)
  })

  it('hold one failure when nothing ran or no report was left', () => {
    expect(countsOfVitest(vitest(0, 0), 0).failed).toBe(1)
    expect(countsOfVitest(undefined, 0).failed).toBe(1)
    expect(countsOfPlaywright(undefined, 0).failed).toBe(1)
  })

  it('take a test that passed only when repeated for a failure', () => {
    expect(countsOfPlaywright(playwright(3, 0, 1), 0).failed).toBe(1)
  })
})

it('a check counts as one', () => {
  expect(countsOfCheck(0)).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(countsOfCheck(2)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
