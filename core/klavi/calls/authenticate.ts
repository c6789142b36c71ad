import type { ExchangeResult } from '../exchanger.ts'
import { readToken, type Token } from '../token.ts'
import type { CallOptions, Target } from '../target.ts'
import { malformed, type CallTools } from './call-tools.ts'

/** `POST /auth` (docs/klavi-api.md §3.1): the one POST that may be repeated, because a token more does nothing. */
export async function authenticate(
  tools: CallTools,
  target: Target,
  { accessKey, secretKey }: { accessKey: string; secretKey: string },
  { once, ...options }: CallOptions = {},
): Promise<Token> {
  const call = (retryOf?: string): Promise<ExchangeResult> =>
    tools.exchange({
      ...target,
      ...options,
      step: 'auth',
      method: 'POST',
      path: '/auth',
      body: JSON.stringify({ accessKey, secretKey }),
      ...(retryOf === undefined ? {} : { retryOf }),
    })
  const result = await (once === true ? call() : tools.repeat(call, options.signal))
  const reply = tools.good(result, target.environment)
  const token = readToken(
    reply.json,
    tools.clock.now(),
    tools.skew.of(target.environment.id)?.skewMs,
  )
  if (token === undefined) throw malformed(reply)
  return token
}
