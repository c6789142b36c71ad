import { KlaviError } from '../../core/failure.ts'
import type { PaymentSummary } from '../../core/model/payment.ts'
import { m } from '../../messages/index.ts'
import { UsageError } from '../args/usage-error.ts'
import type { Session } from './session.ts'
import { prepareStored, prepareTarget, type Target } from './target.ts'

/** A payment of this journal by any of its ids, or undefined. */
export function findKnown({ bench }: Session, id: string): PaymentSummary | undefined {
  try {
    return bench.payments.get(id)
  } catch (error) {
    if (error instanceof KlaviError && error.code === 'unknown-payment') return undefined
    throw error
  }
}

/**
 * Makes the environment of a payment ready: its id means nothing to another host.
 * @throws UsageError where another environment is named
 */
export async function prepareFor(
  session: Session,
  target: Target,
  payment: PaymentSummary,
): Promise<void> {
  const { environmentId, environmentName } = payment
  const id = payment.paymentId ?? payment.externalId
  if (target.options.env !== undefined) {
    const named = await prepareTarget(session, target)
    if (named.id === environmentId) return
    throw new UsageError(
      m.cli_other_environment({ id, environment: environmentName, named: named.name }),
      m.cli_other_environment_hint(),
    )
  }
  if (environmentId.startsWith('custom:')) {
    throw new UsageError(
      m.cli_custom_again({ id, environment: environmentName }),
      m.cli_custom_again_hint(),
    )
  }
  await prepareStored(session, target, await session.bench.environments.find(environmentId))
}
