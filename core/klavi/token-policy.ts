import type { Environment } from '../model/environment.ts'
import type { TokenView } from '../model/token-view.ts'
import { rulesOf } from './dialects/index.ts'

/**
 * Whether each payment takes a token of its own. An older page of the guide says that one token serves one initiation
 * (docs/klavi-api.md §3.1), so G1 does unless the environment says otherwise.
 */
export function policyOf({
  exchange,
  dialect,
}: Pick<Environment, 'exchange' | 'dialect'>): Pick<TokenView, 'policy' | 'policyFrom'> {
  const chosen = exchange?.tokenPolicy
  if (chosen !== undefined) return { policy: chosen, policyFrom: 'environment' }
  return { policy: rulesOf(dialect).tokenPolicy, policyFrom: 'dialect' }
}
