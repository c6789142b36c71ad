import type { Environment } from '../../core/model/environment.ts'
import type { Session } from './session.ts'

/**
 * Production and its like: naming it by --env and typing the amount by --confirm-amount (empty for what moves no money)
 * unlocks it for this one command, and a missing readiness report is left aside only with a reason. The core judges each
 * (core/use-cases/guard.ts).
 */
export function passGuard(
  { bench }: Session,
  environment: Environment,
  {
    env = '',
    confirmAmount,
    overrideReadiness,
  }: { env?: string; confirmAmount?: string; overrideReadiness?: string },
): void {
  if (bench.guard.state(environment.id) === null || confirmAmount === undefined) return
  bench.guard.unlock(environment.id, env)
  if (overrideReadiness !== undefined) bench.guard.override(environment.id, overrideReadiness)
}
