import type { CallOptions, Target, TokenSource } from '../klavi/target.ts'
import { KlaviError } from '../failure.ts'
import type { Token } from '../klavi/token.ts'
import { belongsTo, obtainToken, type Context } from './context.ts'

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
  return bound(target, {
    get: () => tokens.own(id, obtain),
    renew: (refused) => tokens.renewOwn(id, refused, obtain),
  })
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
  return bound(target, {
    get: () => tokens.forPayment(environment, localId, obtain),
    renew: (refused) => tokens.renewForPayment(environment, localId, refused, obtain),
  })
}

/** A token that was obtained at another origin (the environment was edited meanwhile) is as good as refused. */
function bound(target: Target, source: TokenSource): TokenSource {
  const mine = (token: Token): Token => {
    if (belongsTo(token, target)) return token
    const { name, origin } = target.environment
    throw new KlaviError('credential-origin', { environment: name, origin })
  }
  return {
    async get() {
      const token = await source.get()
      return belongsTo(token, target) ? token : mine(await source.renew(token))
    },
    renew: async (refused) => mine(await source.renew(refused)),
  }
}
