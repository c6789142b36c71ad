import { readToken, type Token } from '../token.ts'
import type { CallOptions, Target } from '../target.ts'
import { malformed, type CallTools } from './call-tools.ts'

/** `POST /auth` (docs/klavi-api.md §3.1). */
export async function authenticate(
  tools: CallTools,
  target: Target,
  { accessKey, secretKey }: { accessKey: string; secretKey: string },
  options: CallOptions = {},
): Promise<Token> {
  const result = await tools.exchange({
    ...target,
    ...options,
    step: 'auth',
    method: 'POST',
    path: '/auth',
    body: JSON.stringify({ accessKey, secretKey }),
  })
  const reply = tools.good(result, target.environment)
  const token = readToken(reply.json, tools.clock.now())
  if (token === undefined) throw malformed(reply)
  return token
}
