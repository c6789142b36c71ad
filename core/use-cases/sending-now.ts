import { hostname } from 'node:os'
import { KlaviError } from '../failure.ts'
import { isAlive } from '../journal/is-alive.ts'
import type { Context } from './context.ts'

/**
 * What is forgotten while its POST is under way would leave no trace of a payment that exists: refused until its answer
 * came, whichever living program sends it. One whose sender died is no obstacle.
 * @param only a payment's localId; all of them without
 * @throws KlaviError payment-sending
 */
export function assertNothingLeaves({ journal, ports }: Context, only?: string): void {
  const now = ports.clock.now()
  const concerns = (localId: string | undefined): boolean => only === undefined || localId === only
  const payment = journal.payments
    .interrupted()
    .some(({ localId }) => concerns(localId) && !journal.leases.isDead(localId, now))
  const post = journal.posts
    .interrupted()
    .some(({ localId, pid, host }) => concerns(localId) && (host !== hostname() || isAlive(pid)))
  if (payment || post) throw new KlaviError('payment-sending')
}
