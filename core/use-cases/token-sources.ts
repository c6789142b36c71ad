import type { CallOptions, Target, TokenSource } from '../klavi/target.ts'
import { obtainToken, type Context } from './context.ts'

/** The environment's own token, for calls that belong to no payment. */
export function ownTokens(
  context: Context,
  target: Target,
  options: { signal?: AbortSignal },
): TokenSource {
  const { tokens, publish } = context
  const { id } = target.environment
  const obtain = async () => {
    const token = await obtainToken(context, target, options)
    publish('environment', { environmentId: id })
    return token
  }
  return {
    get: () => tokens.own(id, obtain),
    renew: (refused) => tokens.renewOwn(id, refused, obtain),
  }
}

/**
 * The token of one payment's create, polls and whatever else is asked about it. `call` names the payment only once it is
 * in the journal.
 */
export function paymentTokens(
  context: Context,
  target: Target,
  localId: string,
  call: CallOptions,
): TokenSource {
  const { tokens } = context
  const { environment } = target
  const obtain = () => obtainToken(context, target, call)
  return {
    get: () => tokens.forPayment(environment, localId, obtain),
    renew: (refused) => tokens.renewForPayment(environment, localId, refused, obtain),
  }
}
