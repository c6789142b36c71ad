import type { TokenCalls } from '../client-api.ts'
import { redactJson } from '../evidence/redactor.ts'
import { claims, jwtHeader, type Token } from '../klavi/token.ts'
import { policyOf } from '../klavi/token-policy.ts'
import { refreshAt } from '../klavi/tokens.ts'
import type { HeldToken } from '../model/token-view.ts'
import { isoTime } from '../system.ts'
import type { Context } from './context.ts'

export function tokenCalls({ tokens, environments, redactor, skew }: Context): TokenCalls {
  const shown = (token: Token, used: boolean): HeldToken => {
    const decoded = (part: Record<string, unknown> | null): Record<string, unknown> | null =>
      redactJson(part, redactor.within(token.value).text) as Record<string, unknown> | null
    return {
      ...token.status,
      refreshAt: isoTime(refreshAt(token)),
      header: decoded(jwtHeader(token.value)),
      claims: decoded(claims(token.value)),
      used,
    }
  }

  return {
    view(nameOrId) {
      const environment = environments.find(nameOrId)
      const own = tokens.held(environment.id)
      const measured = skew.of(environment.id)
      return {
        environmentId: environment.id,
        ...policyOf(environment),
        own: own === undefined ? null : shown(own.token, own.initiated),
        payments: tokens
          .ofPayments(environment.id)
          .map(({ localId, token }) => ({ localId, ...shown(token, true) })),
        ...(measured === undefined
          ? {}
          : { clockSkewMs: measured.skewMs, clockSkewAt: measured.at }),
      }
    },
  }
}
