import { recipeNamed } from '../faults/recipes.ts'
import type { FaultRule } from '../faults/rule.ts'
import { notePaymentEvent } from '../payments/payment-events.ts'
import type { PaymentRecord } from '../payments/record.ts'
import type { PaymentEvent } from '../payments/timeline.ts'
import type { Sandbox } from '../sandbox.ts'
import { writeIdentity } from '../state/identity.ts'
import type {
  ControlSettings,
  ControlState,
  SimulatedPayment,
  SimulatorControl,
} from './control.ts'
import { endHold, setPace, takeHold } from './hold.ts'

const iso = (at: number): string => new Date(at).toISOString()

function simulatedPayment(sandbox: Sandbox, record: PaymentRecord): SimulatedPayment {
  const state = sandbox.book.replay(record, sandbox.now())
  return {
    id: record.id,
    externalId: record.externalId,
    flow: record.flow,
    participantId: record.participantId,
    centavos: record.centavos,
    payerName: record.payer.name,
    outcome: record.outcome,
    status: state.current.status,
    ended: state.ended,
    nextAt: state.nextAt === null ? null : iso(state.nextAt),
    timeline: state.entries.map((entry) => ({ ...entry, at: iso(entry.at) })),
  }
}

function checkSettings(settings: ControlSettings): void {
  const { speed, stepMs, consentMs, dialect } = settings
  if (speed !== undefined && !(speed === 0 || (speed >= 1 && speed <= 100))) {
    throw new RangeError('speed must be 0 (by hand) or from 1 to 100')
  }
  for (const ms of [stepMs, consentMs]) {
    if (ms !== undefined && ms !== null && !(ms >= 0 && ms <= 86_400_000)) {
      throw new RangeError('times must be from 0 to a day')
    }
  }
  if (dialect !== undefined && !['g1', 'g2', 'g3'].includes(dialect)) {
    throw new RangeError('dialect must be g1, g2 or g3')
  }
}

/** Sets fault rules; a bad certificate is only seen by connections that begin anew. */
export function applyFaults(sandbox: Sandbox, faults: readonly FaultRule[]): void {
  sandbox.faults.setRules(faults, sandbox.now())
  sandbox.faultsOfThisRun = false
  sandbox.closeIdleConnections()
}

/** Rejects with a RangeError when there is no such recipe. */
export function applyRecipe(sandbox: Sandbox, name: string | null): void {
  const recipe = name === null ? null : recipeNamed(name)
  if (recipe === undefined) throw new RangeError(`there is no recipe ${name}`)
  applyFaults(sandbox, recipe?.faults ?? [])
  sandbox.recipe = recipe?.name ?? null
  sandbox.nextOutcome = recipe?.outcome ?? null
}

/** The control of a simulator in this process. */
export function localControl(sandbox: Sandbox): SimulatorControl {
  const { book, settings, identity } = sandbox

  function state(): ControlState {
    return {
      instanceId: identity.instanceId,
      url: sandbox.origins.api,
      pageUrl: sandbox.origins.pages,
      ...settings,
      speed: book.speed(),
      seed: identity.seed,
      recipe: sandbox.recipe,
      faults: sandbox.faults.states(sandbox.now()),
      nextOutcome: sandbox.nextOutcome,
      webhookUrl: sandbox.webhooks.url(),
      served: sandbox.requests.served(),
      payments: book.all().length,
    }
  }

  async function note(id: string, kind: PaymentEvent['kind']): Promise<SimulatedPayment> {
    const record = book.byId(id)
    if (!record) throw new RangeError(`there is no payment ${id}`)
    await notePaymentEvent(sandbox, record, kind)
    return simulatedPayment(sandbox, record)
  }

  return {
    state: async () => state(),
    async configure(changes) {
      checkSettings(changes)
      await setPace(sandbox, changes)
      settings.stepMs = changes.stepMs ?? settings.stepMs
      settings.autoAuthorize = changes.autoAuthorize ?? settings.autoAuthorize
      if (changes.consentMs !== undefined) settings.consentMs = changes.consentMs
      const { dialect, stepMs, autoAuthorize, consentMs, webhookUrl } = changes
      Object.assign(sandbox.changed, {
        ...(dialect !== undefined && { dialect }),
        ...(stepMs !== undefined && { stepMs }),
        ...(autoAuthorize !== undefined && { autoAuthorize }),
        ...(consentMs !== undefined && { consentMs }),
        ...(webhookUrl !== undefined && { webhookUrl }),
      })
      await sandbox.kept.save()
      if (changes.dialect !== undefined && changes.dialect !== settings.dialect) {
        settings.dialect = changes.dialect
        identity.dialect = changes.dialect
        await writeIdentity(sandbox.folder, identity)
      }
      return state()
    },
    listPayments: async () =>
      book
        .all()
        .reverse()
        .map((record) => simulatedPayment(sandbox, record)),
    step: (id) => note(id, 'step'),
    decide: (id, decision) => note(id, decision === 'authorize' ? 'authorised' : 'rejected'),
    cancel: (id) => note(id, 'cancelled'),
    async setFaults(faults) {
      applyFaults(sandbox, faults)
      sandbox.recipe = null
      await sandbox.kept.save()
      return state()
    },
    async setRecipe(name) {
      applyRecipe(sandbox, name)
      await sandbox.kept.save()
      return state()
    },
    async setNextOutcome(outcome) {
      sandbox.nextOutcome = outcome
      await sandbox.kept.save()
      return state()
    },
    requests: async (after = 0) => sandbox.requests.after(after),
    webhooks: async () => sandbox.webhooks.deliveries(),
    hold: (holder, webhookUrl, forMs) => takeHold(sandbox, holder, webhookUrl, forMs),
    release: (holder) => endHold(sandbox, holder),
    async revokeTokens() {
      sandbox.tokens.revokeAll()
    },
  }
}
