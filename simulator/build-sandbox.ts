import { applyFaults, applyRecipe } from './control/local-control.ts'
import { faultEngine } from './faults/fault-engine.ts'
import { accessTokens } from './http/access-tokens.ts'
import type { Listener } from './http/listener.ts'
import { requestLog } from './http/request-log.ts'
import type { SimulatorOptions } from './options.ts'
import type { PaymentBook } from './payments/payment-book.ts'
import type { Sandbox } from './sandbox.ts'
import type { Identity } from './state/identity.ts'
import { webhookSender } from './webhooks/webhook-sender.ts'

export const DEFAULT_STEP_MS = 1500
const DEFAULT_TOKEN_LIFETIME_S = 1800

/** Puts together what the routes share, as the options say. */
export async function buildSandbox(
  options: SimulatorOptions,
  parts: {
    identity: Identity
    book: PaymentBook
    listener: Listener
    origins: Sandbox['origins']
  },
): Promise<Sandbox> {
  const { identity, book, listener, origins } = parts
  const now = options.now ?? Date.now
  const lifetimeS = options.tokenLifetimeS ?? DEFAULT_TOKEN_LIFETIME_S
  const sandbox: Sandbox = {
    folder: options.folder,
    identity,
    book,
    tokens: accessTokens(identity.signingKey, identity.instanceId, lifetimeS),
    settings: {
      dialect: identity.dialect,
      stepMs: options.stepMs ?? DEFAULT_STEP_MS,
      autoAuthorize: options.autoAuthorize ?? true,
      consentMs: options.consentMs ?? null,
    },
    origins,
    faults: faultEngine(identity.seed),
    recipe: null,
    requests: requestLog(),
    webhooks: webhookSender(() => sandbox),
    outage: null,
    nextOutcome: null,
    resetConnection: (socket) => {
      listener.resetConnection(socket)
    },
    closeIdleConnections: () => {
      listener.closeIdleConnections()
    },
    now,
  }
  if (options.onRequest) sandbox.requests.subscribe(options.onRequest)
  if (options.recipe !== undefined) applyRecipe(sandbox, options.recipe)
  if (options.faults) applyFaults(sandbox, options.faults)
  if (options.speed !== undefined && options.speed !== book.speed()) {
    await book.setSpeed({ at: now(), speed: options.speed })
  }
  if (options.webhookUrl !== undefined) sandbox.webhooks.setUrl(options.webhookUrl)
  return sandbox
}
