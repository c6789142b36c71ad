import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { outageProblem } from '../payments/accept-payment.ts'
import { faultMiddleware } from '../faults/middleware.ts'
import { authRoutes } from '../routes/auth.ts'
import { consentRoutes } from '../routes/consent.ts'
import { controlRoutes } from '../routes/control.ts'
import { otherFlowRoutes } from '../routes/other-flows.ts'
import { participantRoutes } from '../routes/participants.ts'
import { paymentRoutes } from '../routes/payments.ts'
import type { Sandbox } from '../sandbox.ts'
import { Problem, notFound, problemBody } from './problem.ts'
import { API_BASE, allowedMethods } from './route-table.ts'

export interface SandboxEnv {
  Bindings: HttpBindings
  /** `skewMs`: how far off the clock is for this request. */
  Variables: { skewMs?: number }
}

export type SandboxApp = Hono<SandboxEnv>

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Problem(500, 'INTERNAL_SERVER_ERROR', [message])
}

function problemReply(c: Context<SandboxEnv>, problem: Problem, now: number): Response {
  const body = problemBody(problem, c.req.method, c.req.path, now)
  return c.json(body, problem.httpStatus as ContentfulStatusCode, problem.headers)
}

function unknownPath(c: Context<SandboxEnv>, sandbox: Sandbox): Problem {
  const allowed = allowedMethods(c.req.path, sandbox.settings.dialect)
  if (allowed.length === 0 || allowed.includes(c.req.method)) {
    return notFound(`Cannot ${c.req.method} ${c.req.path}`)
  }
  return new Problem(405, 'METHOD_NOT_ALLOWED', [`${c.req.method} is not allowed`], {
    headers: { Allow: allowed.join(', ') },
  })
}

/** The sandbox's HTTP API as a Hono application; with the consent pages where asked. */
export function sandboxApp(sandbox: Sandbox, withPages: boolean): SandboxApp {
  const app: SandboxApp = new Hono<SandboxEnv>()
  app.onError((error, c) => problemReply(c, asProblem(error), sandbox.now()))
  app.notFound((c) => problemReply(c, unknownPath(c, sandbox), sandbox.now()))

  controlRoutes(app, sandbox)
  app.use('*', faultMiddleware(sandbox))
  app.use(`${API_BASE}/*`, async (_c, next) => {
    const { outage } = sandbox
    const now = sandbox.now()
    if (outage && now < outage.until) throw outageProblem(outage.httpStatus, outage.until, now)
    await next()
  })
  app.all('/payment/management/*', () => {
    // The management API has another key pair (docs/klavi-api.md section 3.6).
    throw new Problem(403, 'FORBIDDEN', ['these keys have no permission for the management API'])
  })
  authRoutes(app, sandbox)
  participantRoutes(app, sandbox)
  paymentRoutes(app, sandbox)
  otherFlowRoutes(app, sandbox)
  if (withPages) consentRoutes(app, sandbox)
  return app
}

/** The consent pages alone, for their own listener on plain http. */
export function pagesApp(sandbox: Sandbox): SandboxApp {
  const app: SandboxApp = new Hono<SandboxEnv>()
  app.onError((error, c) => problemReply(c, asProblem(error), sandbox.now()))
  app.use('*', faultMiddleware(sandbox))
  consentRoutes(app, sandbox)
  return app
}
