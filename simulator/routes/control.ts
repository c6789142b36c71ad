import type { Context, MiddlewareHandler } from 'hono'
import type { ControlSettings } from '../control/control.ts'
import { localControl } from '../control/local-control.ts'
import { readFaultRules } from '../faults/read-rule.ts'
import type { SandboxApp, SandboxEnv } from '../http/app.ts'
import { jsonObject } from '../http/json-body.ts'
import { Problem, badRequest, notFound, unauthorized } from '../http/problem.ts'
import { readOutcome } from '../outcomes/outcome.ts'
import type { Sandbox } from '../sandbox.ts'
import { sameSecret } from './auth.ts'

/** Base path of the routes that drive the simulator itself; no part of Klavi's API. */
export const CONTROL_BASE = '/__simulator'

/**
 * Opens with the folder's control key as bearer, or with accessKey and secretKey as Basic, which
 * `klavi-tester simulate` prints: so that tests in any language can misuse the sandbox.
 */
function controlGuard(sandbox: Sandbox): MiddlewareHandler<SandboxEnv> {
  const { controlKey, accessKey, secretKey } = sandbox.identity
  const basic = Buffer.from(`${accessKey}:${secretKey}`).toString('base64')
  return async (c, next) => {
    const given = c.req.header('authorization') ?? ''
    const right = [`Bearer ${controlKey}`, `Basic ${basic}`].map((it) => sameSecret(given, it))
    if (!right.includes(true)) throw unauthorized('the control key is missing or wrong')
    await next()
  }
}

/** Bounds and unknown names are the caller's mistakes, not the simulator's. */
async function answer<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw badRequest(error.message)
    throw error
  }
}

function settingsFrom(body: Record<string, unknown>): ControlSettings {
  const types: Record<string, (value: unknown) => boolean> = {
    dialect: (value) => typeof value === 'string',
    stepMs: Number.isFinite,
    speed: Number.isFinite,
    autoAuthorize: (value) => typeof value === 'boolean',
    consentMs: (value) => value === null || Number.isFinite(value),
    webhookUrl: (value) => value === null || typeof value === 'string',
  }
  for (const [name, value] of Object.entries(body)) {
    if (!types[name]?.(value)) throw badRequest(`${name} is unknown or of the wrong type`)
  }
  return body as ControlSettings
}

/** The control of control/control.ts over HTTP. */
export function controlRoutes(app: SandboxApp, sandbox: Sandbox): void {
  const control = localControl(sandbox)
  app.get(`${CONTROL_BASE}/identity`, (c) => c.json({ instanceId: sandbox.identity.instanceId }))
  app.use(`${CONTROL_BASE}/*`, controlGuard(sandbox))

  const reply = async (c: Context<SandboxEnv>, work: () => Promise<unknown>): Promise<Response> =>
    c.json((await answer(work)) ?? {})

  app.get(`${CONTROL_BASE}/state`, (c) => reply(c, () => control.state()))
  app.get(`${CONTROL_BASE}/payments`, (c) => reply(c, () => control.listPayments()))
  app.get(`${CONTROL_BASE}/webhooks`, (c) => reply(c, () => control.webhooks()))
  app.get(`${CONTROL_BASE}/requests`, (c) =>
    reply(c, () => control.requests(Number(c.req.query('after') ?? 0))),
  )
  app.put(`${CONTROL_BASE}/settings`, async (c) => {
    const settings = settingsFrom(await jsonObject(c))
    return reply(c, () => control.configure(settings))
  })
  app.put(`${CONTROL_BASE}/faults`, async (c) => {
    const { faults } = await jsonObject(c)
    return reply(c, async () => control.setFaults(readFaultRules(faults)))
  })
  app.put(`${CONTROL_BASE}/recipe`, async (c) => {
    const { name } = await jsonObject(c)
    if (name !== null && typeof name !== 'string') throw badRequest('name must be a string or null')
    return reply(c, () => control.setRecipe(name))
  })
  app.put(`${CONTROL_BASE}/next-outcome`, async (c) => {
    const { outcome } = await jsonObject(c)
    const read = outcome === null ? null : readOutcome(outcome)
    if (outcome !== null && read === null) throw badRequest('outcome is unknown')
    return reply(c, () => control.setNextOutcome(read))
  })
  app.put(`${CONTROL_BASE}/hold`, async (c) => {
    const { holder, webhookUrl = null, forMs } = await jsonObject(c)
    if (typeof holder !== 'string' || typeof forMs !== 'number') {
      throw badRequest('holder must be a string and forMs a number')
    }
    if (webhookUrl !== null && typeof webhookUrl !== 'string') {
      throw badRequest('webhookUrl must be a string or null')
    }
    return reply(c, async () => ({ held: await control.hold(holder, webhookUrl, forMs) }))
  })
  app.put(`${CONTROL_BASE}/release`, async (c) => {
    const { holder } = await jsonObject(c)
    if (typeof holder !== 'string') throw badRequest('holder must be a string')
    return reply(c, () => control.release(holder))
  })
  app.post(`${CONTROL_BASE}/revoke-tokens`, (c) => reply(c, () => control.revokeTokens()))
  app.post(`${CONTROL_BASE}/payments/:id/:action`, (c) => {
    const { id, action } = c.req.param()
    if (!sandbox.book.byId(id)) throw notFound('payment not found')
    switch (action) {
      case 'step':
        return reply(c, () => control.step(id))
      case 'authorize':
      case 'reject':
        return reply(c, () => control.decide(id, action))
      case 'cancel':
        return reply(c, () => control.cancel(id))
      default:
        throw new Problem(404, 'NOT_FOUND', [`there is no action ${action}`])
    }
  })
  app.all(`${CONTROL_BASE}/*`, (c) => {
    throw notFound(`Cannot ${c.req.method} ${c.req.path}`)
  })
}
