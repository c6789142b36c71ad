import type { ExchangeResult } from '../exchanger.ts'
import type { ComposedPath } from '../compose-path.ts'
import type { CallOptions, Target, TokenSource } from '../target.ts'
import type { Token } from '../token.ts'
import type { CallTools } from './call-tools.ts'

/** A GET that a person wrote, with one fresh token after a 401. */
export const rawGet = (
  tools: CallTools,
  target: Target,
  tokens: TokenSource,
  composed: ComposedPath,
  options: CallOptions,
): Promise<ExchangeResult> => tools.get(target, tokens, composed, options)

/** A POST that creates no payment, exactly once. */
export const rawPost = (
  tools: CallTools,
  target: Target,
  token: Token,
  { body, ...composed }: ComposedPath & { body: string },
  options: CallOptions,
): Promise<ExchangeResult> =>
  tools.exchange({
    ...target,
    ...options,
    ...composed,
    method: 'POST',
    fresh: true,
    body,
    token: token.value,
  })
