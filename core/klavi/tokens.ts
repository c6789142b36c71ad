import type { Token } from './token.ts'

/** A token nearer than this to its end is not used any more. */
const marginMs = 30_000

interface Held {
  token: Token
  /** One token serves one payment initiation (docs/klavi-api.md §3.1). */
  initiated: boolean
}

export interface Tokens {
  /** The environment's own token, if it has a usable one. */
  current(environmentId: string): Token | undefined
  keep(environmentId: string, token: Token): void
  /** A token for one payment's create and polls: its own, or the environment's if no payment was initiated with it. */
  forPayment(environmentId: string, localId: string, obtain: () => Promise<Token>): Promise<Token>
  replaceForPayment(localId: string, obtain: () => Promise<Token>): Promise<Token>
  /** The environment's own token; obtains one where there is none, once for all callers. */
  own(environmentId: string, obtain: () => Promise<Token>): Promise<Token>
  forget(environmentId: string): void
  release(localId: string): void
}

/** Tokens of this process, in memory only. `nowMs` reads the wall clock, against which tokens expire. */
export function createTokens(nowMs: () => number): Tokens {
  const environments = new Map<string, Held>()
  const payments = new Map<string, Token>()
  const inFlight = new Map<string, Promise<Token>>()

  const usable = (token: Token | undefined): token is Token =>
    token !== undefined && token.expiresMs - nowMs() > Math.min(marginMs, lifetimeOf(token) / 4)

  /** A token that was forgotten while it was on its way (its keys were changed) is not kept. */
  const once = (
    key: string,
    obtain: () => Promise<Token>,
    keep: (token: Token) => void,
  ): Promise<Token> => {
    const running = inFlight.get(key)
    if (running !== undefined) return running
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
    const held = environments.get(environmentId)
    return usable(held?.token) ? held?.token : undefined
  }

  const obtainForPayment = (localId: string, obtain: () => Promise<Token>): Promise<Token> =>
    once(`payment:${localId}`, obtain, (token) => payments.set(localId, token))

  return {
    current,
    keep: (environmentId, token) =>
      void environments.set(environmentId, { token, initiated: false }),
    async forPayment(environmentId, localId, obtain) {
      const own = payments.get(localId)
      if (usable(own)) return own
      const held = environments.get(environmentId)
      if (held !== undefined && !held.initiated && usable(held.token)) {
        held.initiated = true
        payments.set(localId, held.token)
        return held.token
      }
      return obtainForPayment(localId, obtain)
    },
    replaceForPayment: obtainForPayment,
    async own(environmentId, obtain) {
      const found = current(environmentId)
      if (found !== undefined) return found
      return once(`environment:${environmentId}`, obtain, (token) =>
        environments.set(environmentId, { token, initiated: false }),
      )
    },
    forget(environmentId) {
      environments.delete(environmentId)
      inFlight.delete(`environment:${environmentId}`)
    },
    release: (localId) => void payments.delete(localId),
  }
}

const lifetimeOf = (token: Token): number => token.expiresMs - Date.parse(token.status.obtainedAt)
