import { expect, test } from 'vitest'
import { simulatorStep } from '../../../../electron/main/simulator-step.ts'

test.each([
  ['250', { stepMs: 250 }],
  [undefined, {}],
  ['', {}],
  ['0', {}],
  ['-5', {}],
  ['1.5', {}],
  ['1e3', {}],
  ['99999999', {}],
])('%j', (text, step) => {
  expect(simulatorStep({ KLAVI_TESTER_ENV_SIMULATOR_STEP_MS: text })).toEqual(step)
})
