import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import type { Context } from './context.ts'

/** What is about to be sent. */
export interface SendRequest {
  /** Integer centavos; absent for a POST that moves no money, e.g. a cancellation. */
  amountCentavos?: number
}

/** Whether sending here is guarded: production, and every environment that the person flagged. */
export const isGuarded = ({ kind, risky }: Environment): boolean =>
  kind === 'production' || risky === true

/**
 * Every POST but the auth call passes here, whichever host or screen asks, before anything is written.
 * @throws KlaviError `production-locked`
 */
export function assertMaySend(
  _context: Context,
  environment: Environment,
  _request: SendRequest,
): void {
  if (!isGuarded(environment)) return
  throw new KlaviError('production-locked', { environment: environment.name })
}
