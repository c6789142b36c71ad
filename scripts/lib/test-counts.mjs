/** One checked thing that has no tests inside: a lint, a build. */
export const countsOfCheck = (code) => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
})

/** The counts in vitest's JSON report; `undefined` where it could not be read. */
export const countsOfVitest = (report, code) =>
  consistent(
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    code,
  )

/** The counts in Playwright's JSON report. A test that passed only when repeated is a failure. */
export const countsOfPlaywright = (report, code) =>
  consistent(
    report && {
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
    },
    code,
  )

/** A run that failed outside its tests, that left no report or that ran nothing counts as one failure. */
function consistent(counts, code) {
  const found = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const ranNothing = found.passed + found.failed === 0
  if (found.failed === 0 && (code !== 0 || ranNothing)) return { ...found, failed: 1 }
  return found
}
