import type { ExchangeResult } from '../klavi/exchanger.ts'
import type { CheckGroup, CheckReason, CheckVerdict } from '../model/readiness.ts'
import type { Scene } from './scene.ts'

export interface Finding {
  verdict: CheckVerdict
  reason?: CheckReason
}

/** One requirement of the suite. Its words are in messages/, by `textKey` and `values`. */
export interface Check {
  id: string
  group: CheckGroup
  /** Section of docs/klavi-api.md. */
  section: string
  /** Sends something wrong on purpose. */
  negative?: true
  /** Creates payments. */
  sends?: true
  /** Several checks of one kind share their words. */
  textKey?: string
  values?: Record<string, string>
  run(scene: Scene): Promise<Finding> | Finding
}

type Values = CheckReason['values']

export const passed = (code?: string, values: Values = {}): Finding =>
  code === undefined ? { verdict: 'passed' } : { verdict: 'passed', reason: { code, values } }

export const failed = (code: string, values: Values = {}): Finding => ({
  verdict: 'failed',
  reason: { code, values },
})

export const notApplicable = (code: string, values: Values = {}): Finding => ({
  verdict: 'not-applicable',
  reason: { code, values },
})

export const needsPerson = (code: string, values: Values = {}): Finding => ({
  verdict: 'needs-person',
  reason: { code, values },
})

/** There was no answer; what the wire says of it makes the sentence. */
export const noAnswer = ({ fault }: Extract<ExchangeResult, { kind: 'fault' }>): Finding => {
  const values: Values = {}
  for (const [name, value] of Object.entries(fault.details)) {
    values[name] = typeof value === 'boolean' ? String(value) : value
  }
  return failed('call', { detail: '', ...values, code: fault.code })
}

/** Ends a check from within a helper. */
export class Verdict extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.reason?.code ?? finding.verdict)
    this.name = 'Verdict'
    this.finding = finding
  }
}
