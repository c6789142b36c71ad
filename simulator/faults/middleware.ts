import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import type { ServerResponse } from 'node:http'
import type { SandboxEnv } from '../http/app.ts'
import { routeOf } from '../http/route-table.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Answer, RequestEcho } from './answer.ts'
import { spoil } from './answer.ts'
import { deliver, pause, untilClosed } from './deliver.ts'
import type { Hit } from './fault-engine.ts'
import { answerInstead } from './instead.ts'

const applied = new WeakMap<ServerResponse, string>()

/** Kinds of the faults that this response suffered, joined by `+`; undefined when none. */
export function faultsOf(response: ServerResponse): string | undefined {
  return applied.get(response)
}

async function finished(response: Response): Promise<Answer> {
  return {
    status: response.status,
    headers: [...response.headers.entries()],
    body: Buffer.from(await response.arrayBuffer()),
  }
}

async function echoOf(c: Context<SandboxEnv>, hits: readonly Hit[]): Promise<RequestEcho> {
  const wanted = hits.some(({ fault }) => fault.kind === 'echo-secrets')
  // Hono keeps a body that it has read, so that the route can read it too.
  return wanted ? { headers: c.req.header(), body: await c.req.text() } : { headers: {}, body: '' }
}

/** Tells Hono and its server that the reply has left already, by another way. */
function alreadySent(c: Context<SandboxEnv>): Response {
  // Once a route has answered, a returned response would be ignored.
  c.res = undefined
  c.res = RESPONSE_ALREADY_SENT
  return RESPONSE_ALREADY_SENT
}

/** Applies the sandbox's fault rules around the routes. Faults combine in the rules' order. */
export function faultMiddleware(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const { path, method } = c.req
    const hits = sandbox.faults.hits(routeOf(path), sandbox.now())
    if (hits.length === 0) return next()
    const response = c.env.outgoing as ServerResponse
    const reset = (): void => {
      sandbox.resetConnection(c.env.incoming.socket)
    }
    applied.set(response, hits.map(({ fault }) => fault.kind).join('+'))

    let answer: Answer | null = null
    for (const { fault, roll } of hits) {
      if (fault.kind === 'latency') {
        await pause(fault.ms + roll * (fault.jitterMs ?? 0), response)
      } else if (fault.kind === 'hang' && fault.where === 'before-headers') {
        await untilClosed(response)
        return alreadySent(c)
      } else if (fault.kind === 'reset' && fault.when === 'before-processing') {
        reset()
        return alreadySent(c)
      } else if (fault.kind === 'revoke-tokens') {
        sandbox.tokens.revokeAll()
      } else if (fault.kind === 'clock-skew') {
        c.set('skewMs', fault.seconds * 1000)
      }
      answer ??= answerInstead(fault, method, path, sandbox.now())
    }

    const echo = await echoOf(c, hits)
    if (answer === null) {
      await next()
      answer = await finished(c.res)
    }
    for (const { fault } of hits) {
      if (fault.kind === 'reset' && fault.when === 'after-processing') {
        reset()
        return alreadySent(c)
      }
      spoil(answer, fault, echo, sandbox.now())
    }
    const faults = hits.map((hit) => hit.fault)
    await deliver(response, answer, faults, reset)
    return alreadySent(c)
  }
}
