import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

// Run through `npm run e2e`, which prepares the Electron, the display, the keychain and the user.
const results = process.env['KLAVI_TESTER_E2E_RESULTS'] ?? 'test-results'

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: join(results, 'artifacts'),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // For what never comes; beyond what a busy machine of two cores takes.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['line'], ['json', { outputFile: join(results, 'report.json') }]],
  projects: [
    { name: 'e2e', testMatch: '**/*.spec.ts', testIgnore: ['**/screenshots/**'] },
    { name: 'screenshots', testMatch: 'screenshots/**/*.spec.ts' },
  ],
})
