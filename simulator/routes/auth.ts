import type { Context } from 'hono'
import { createHash, timingSafeEqual } from 'node:crypto'
import { jsonObject } from '../http/json-body.ts'
import { Problem, unauthorized } from '../http/problem.ts'
import type { TokenProblem } from '../http/access-tokens.ts'
import { fieldCheck } from '../dialects/field-check.ts'
import { API_BASE } from '../http/route-table.ts'
import type { SandboxApp, SandboxEnv } from '../http/app.ts'
import type { Sandbox } from '../sandbox.ts'

/** Compares two secrets in a time that tells nothing. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

const SENTENCES: Record<TokenProblem, string> = {
  missing: 'Authorization header is missing',
  malformed: 'Authorization header must be "Bearer <accessToken>"',
  invalid: 'access token is invalid',
  expired: 'access token has expired',
  revoked: 'access token was revoked',
}

/** `POST /auth` (docs/klavi-api.md section 3.1), and the bearer check on all other API routes. */
export function authRoutes(app: SandboxApp, sandbox: Sandbox): void {
  const clock = (c: Context<SandboxEnv>): number => sandbox.now() + (c.get('skewMs') ?? 0)

  app.post(`${API_BASE}/auth`, async (c) => {
    const body = await jsonObject(c)
    const check = fieldCheck()
    const accessKey = check.text(body, 'accessKey')
    const secretKey = check.text(body, 'secretKey')
    if (check.problems.length > 0) throw new Problem(400, 'BAD_REQUEST', check.problems)
    const { identity } = sandbox
    const right = [
      sameSecret(accessKey, identity.accessKey),
      sameSecret(secretKey, identity.secretKey),
    ]
    if (right.includes(false)) throw unauthorized('accessKey or secretKey is wrong')
    return c.json(sandbox.tokens.issue(accessKey, clock(c)), 201)
  })

  app.use(`${API_BASE}/*`, async (c, next) => {
    const problem =
      c.req.path === `${API_BASE}/auth`
        ? null
        : sandbox.tokens.check(c.req.header('authorization'), clock(c))
    if (problem) throw unauthorized(SENTENCES[problem])
    await next()
  })
}
