import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import { policyOf } from './token-policy.ts'
import type { Token } from './token.ts'

/** A token nearer than this to its end is not used any more. */
const marginMs = 30_000

export interface Held {
  token: Token
  /** One token serves one payment initiation (docs/klavi-api.md §3.1). */
  initiated: boolean
}

type Obtain = () => Promise<Token>
type PolicyFacts = Pick<Environment, 'id' | 'dialect' | 'exchange'>

export interface Tokens {
  /** The environment's own token, if it has a usable one. */
  current(environmentId: string): Token | undefined
  /** The same, used up or expired. */
  held(environmentId: string): Held | undefined
  keep(environmentId: string, token: Token): void
  /**
   * A token for one payment's create and polls. Under the policy `per-payment` its own, or the environment's if no
   * payment was initiated with it; else the environment's.
   */
  forPayment(environment: PolicyFacts, localId: string, obtain: Obtain): Promise<Token>
  /** Another than the one that was refused. */
  renewForPayment(
    environment: PolicyFacts,
    localId: string,
    refused: Token,
    obtain: Obtain,
  ): Promise<Token>
  /** The environment's own token; obtains one where there is none, once for all callers. */
  own(environmentId: string, obtain: Obtain): Promise<Token>
  /** Another than the one that was refused: however many callers were refused it, one is obtained. */
  renewOwn(environmentId: string, refused: Token, obtain: Obtain): Promise<Token>
  forget(environmentId: string): void
  release(localId: string): void
  /** Those that payments of an environment have to themselves. */
  ofPayments(environmentId: string): { localId: string; token: Token }[]
}

/** Tokens of this process, in memory only. `nowMs` reads the wall clock, against which tokens expire. */
export function createTokens(nowMs: () => number): Tokens {
  const environments = new Map<string, Held>()
  const payments = new Map<string, { environmentId: string; token: Token }>()
  const inFlight = new Map<string, Promise<Token>>()

  const usable = (token: Token | undefined): token is Token =>
    token !== undefined && nowMs() < refreshAt(token)

  /** A token that was forgotten while it was on its way (its keys were changed) is not kept. */
  const once = (key: string, obtain: Obtain, keep: (token: Token) => void): Promise<Token> => {
    const running = inFlight.get(key)
    if (running !== undefined) {
      // The caller that began it gave up; those that waited with it did not.
      return running.catch((thrown: unknown) => {
        if (thrown instanceof KlaviError && thrown.code === 'aborted')
          return once(key, obtain, keep)
        throw thrown
      })
    }
    const wanted = (): boolean => inFlight.get(key) === started
    const started: Promise<Token> = obtain()
      .then((token) => {
        if (wanted()) keep(token)
        return token
      })
      .finally(() => {
        if (wanted()) inFlight.delete(key)
      })
    inFlight.set(key, started)
    return started
  }

  const current = (environmentId: string): Token | undefined => {
    const token = environments.get(environmentId)?.token
    return usable(token) ? token : undefined
  }

  const own = async (environmentId: string, obtain: Obtain): Promise<Token> =>
    current(environmentId) ??
    once(`environment:${environmentId}`, obtain, (token) =>
      environments.set(environmentId, { token, initiated: false }),
    )

  const dropOwn = (environmentId: string, refused: Token): void => {
    if (environments.get(environmentId)?.token === refused) environments.delete(environmentId)
  }

  const obtainForPayment = (environmentId: string, localId: string, obtain: Obtain) =>
    once(`payment:${localId}`, obtain, (token) => payments.set(localId, { environmentId, token }))

  return {
    current,
    held: (environmentId) => environments.get(environmentId),
    keep: (environmentId, token) =>
      void environments.set(environmentId, { token, initiated: false }),
    async forPayment(environment, localId, obtain) {
      if (policyOf(environment).policy === 'reuse') return own(environment.id, obtain)
      const mine = payments.get(localId)?.token
      if (usable(mine)) return mine
      const held = environments.get(environment.id)
      if (held !== undefined && !held.initiated && usable(held.token)) {
        held.initiated = true
        payments.set(localId, { environmentId: environment.id, token: held.token })
        return held.token
      }
      return obtainForPayment(environment.id, localId, obtain)
    },
    async renewForPayment(environment, localId, refused, obtain) {
      dropOwn(environment.id, refused)
      if (policyOf(environment).policy === 'reuse') return own(environment.id, obtain)
      const mine = payments.get(localId)?.token
      if (mine !== refused && usable(mine)) return mine
      return obtainForPayment(environment.id, localId, obtain)
    },
    own,
    async renewOwn(environmentId, refused, obtain) {
      dropOwn(environmentId, refused)
      return own(environmentId, obtain)
    },
    forget(environmentId) {
      environments.delete(environmentId)
      inFlight.delete(`environment:${environmentId}`)
    },
    release: (localId) => void payments.delete(localId),
    ofPayments: (environmentId) =>
      [...payments]
        .filter(([, held]) => held.environmentId === environmentId)
        .map(([localId, { token }]) => ({ localId, token })),
  }
}

/** Epoch milliseconds from which a token is not used any more, but a fresh one taken first. */
export const refreshAt = ({ expiresMs, status }: Token): number => {
  const lifetimeMs = expiresMs - Date.parse(status.obtainedAt)
  return expiresMs - Math.min(marginMs, lifetimeMs / 4)
}
