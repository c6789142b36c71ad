import type { ExchangeStep } from './exchange.ts'

export type DriftKind = 'missing' | 'unknown-field' | 'other-type' | 'unknown-status'

/** One difference between what Klavi answered and what is written of it (docs/klavi-api.md). */
export interface DriftFinding {
  environmentId: string
  step: ExchangeStep
  /** JSON path with `[]` for any element, e.g. `$.data[].name`; of a refusal after its status: `416 $.statusCode`. */
  path: string
  kind: DriftKind
  /** `learned`: the documentation was unsure to begin with. */
  verdict: 'drift' | 'learned'
  expected: string
  seen: string
  /** Redacted, personal data masked, cut. */
  example: string
  /** UTC ISO times. */
  firstAt: string
  lastAt: string
  count: number
}
