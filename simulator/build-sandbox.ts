import { applyFaults, applyRecipe } from './control/local-control.ts'
import { faultEngine } from './faults/fault-engine.ts'
import { accessTokens } from './http/access-tokens.ts'
import type { Listener } from './http/listener.ts'
import { requestLog } from './http/request-log.ts'
import type { SimulatorOptions } from './options.ts'
import type { PaymentBook } from './payments/payment-book.ts'
import type { Sandbox } from './sandbox.ts'
import type { Identity } from './state/identity.ts'
import type { KeptControl } from './state/kept-control.ts'
import { controlKeeper } from './state/kept-control.ts'
import { webhookSender } from './webhooks/webhook-sender.ts'

export const DEFAULT_STEP_MS = 1500
const DEFAULT_TOKEN_LIFETIME_S = 1800

/** Puts together what the routes share, as the options say. */
export async function buildSandbox(
  options: SimulatorOptions,
  parts: {
    identity: Identity
    /** What the last run left behind; options go before it. */
    before: KeptControl
    book: PaymentBook
    listener: Listener
    origins: Sandbox['origins']
  },
): Promise<Sandbox> {
  const { identity, before, book, listener, origins } = parts
  const now = options.now ?? Date.now
  const lifetimeS = options.tokenLifetimeS ?? DEFAULT_TOKEN_LIFETIME_S
  const sandbox: Sandbox = {
    folder: options.folder,
    identity,
    book,
    tokens: accessTokens(identity.signingKey, identity.instanceId, lifetimeS),
    settings: {
      dialect: identity.dialect,
      stepMs: options.stepMs ?? before.settings.stepMs ?? DEFAULT_STEP_MS,
      autoAuthorize: options.autoAuthorize ?? before.settings.autoAuthorize ?? true,
      consentMs: options.consentMs ?? before.settings.consentMs ?? null,
    },
    changed: { ...before.settings },
    kept: controlKeeper(options.folder, () => ({
      settings: sandbox.changed,
      nextOutcome: sandbox.nextOutcome,
      recipe: sandbox.faultsOfThisRun ? before.recipe : sandbox.recipe,
      rules: sandbox.faultsOfThisRun ? before.rules : sandbox.faults.active(),
      speedAfterHold: sandbox.hold?.speed ?? null,
    })),
    origins,
    faults: faultEngine(identity.seed, () => {
      sandbox.kept.saveSoon()
    }),
    faultsOfThisRun: false,
    recipe: before.recipe,
    requests: requestLog(),
    webhooks: webhookSender(() => sandbox),
    outage: null,
    hold: null,
    holdTurn: Promise.resolve(),
    nextOutcome: before.nextOutcome,
    resetConnection: (socket) => {
      listener.resetConnection(socket)
    },
    closeIdleConnections: () => {
      listener.closeIdleConnections()
    },
    now,
  }
  if (options.onRequest) sandbox.requests.subscribe(options.onRequest)
  sandbox.faults.restore(before.rules)
  if (options.recipe !== undefined) applyRecipe(sandbox, options.recipe)
  if (options.faults) applyFaults(sandbox, options.faults)
  sandbox.faultsOfThisRun = options.recipe !== undefined || options.faults !== undefined
  // Who held it died together with it.
  const speed = options.speed ?? before.speedAfterHold ?? book.speed()
  if (speed !== book.speed()) await book.setSpeed({ at: now(), speed })
  const webhookUrl = options.webhookUrl ?? before.settings.webhookUrl ?? null
  if (webhookUrl !== null) sandbox.webhooks.setUrl(webhookUrl)
  return sandbox
}
