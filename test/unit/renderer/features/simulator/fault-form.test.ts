import { expect, test } from 'vitest'
import { FAULT_PARAMETERS } from '../../../../../electron/main/simulator/fault-parameters.ts'
import {
  firstValues,
  readFaultForm,
} from '../../../../../renderer/src/features/simulator/fault-form.ts'
import type { FaultForm } from '../../../../../renderer/src/state/simulator.svelte.ts'
import type { SimulatorFaultKind } from '../../../../../electron/contract/types.ts'

const parametersOf = (kind: SimulatorFaultKind) =>
  FAULT_PARAMETERS.find((one) => one.kind === kind)?.parameters ?? []

const formOf = (kind: SimulatorFaultKind, part: Partial<FaultForm> = {}): FaultForm => ({
  route: 'payment-status',
  kind,
  values: firstValues(parametersOf(kind)),
  probability: '',
  skip: '',
  count: '',
  duration: '',
  ...part,
})

test('what is left empty is left out', () => {
  expect(readFaultForm(formOf('status'), parametersOf('status'))).toEqual({
    rule: { route: 'payment-status', fault: { kind: 'status', httpStatus: 503 } },
  })
})

test('a choice keeps its type, percent become a fraction and seconds milliseconds', () => {
  const values = { location: 'https://x.example/', httpStatus: '307' }
  const form = formOf('redirect', { values, probability: '25', skip: '0', duration: '2' })
  expect(readFaultForm(form, parametersOf('redirect'))).toEqual({
    rule: {
      route: 'payment-status',
      fault: { kind: 'redirect', location: 'https://x.example/', httpStatus: 307 },
      probability: 0.25,
      durationMs: 2000,
    },
  })
})

test('a certificate belongs to no route', () => {
  expect(readFaultForm(formOf('certificate'), parametersOf('certificate'))).toEqual({
    rule: { route: '*', fault: { kind: 'certificate', problem: 'expired' } },
  })
})

test('says where each wrong value stands', () => {
  const form = formOf('latency', { values: { ms: '', jitterMs: '1,5' }, probability: '0' })
  expect(readFaultForm(form, parametersOf('latency'))).toEqual({
    issues: {
      ms: { min: 0, max: 86_400_000 },
      jitterMs: { min: 0, max: 86_400_000 },
      probability: { min: 1, max: 100 },
    },
  })
  const text = formOf('content-type', { values: { value: ' ' } })
  expect(readFaultForm(text, parametersOf('content-type'))).toEqual({
    issues: { value: 'missing' },
  })
})
