import { generateDocument } from '../payments/document.ts'
import type { VariableValues } from '../payments/variables.ts'
import type { Environment } from '../model/environment.ts'
import type { CorePorts } from '../ports.ts'

/** What variables will stand for in the next send of each environment, so that a preview shows the very bytes. */
export interface PayloadValues {
  next(environment: Environment): VariableValues
  /** The next send gets new ones. */
  used(environmentId: string): void
  /** The bank that was picked last. */
  pick(environmentId: string, participantId: string): void
}

/** A preview's time is sent as it was shown, unless it grew old on the screen. */
const freshMs = 60_000

export function payloadValues(ports: CorePorts): PayloadValues {
  const pending = new Map<string, Pick<VariableValues, 'uuid' | 'now' | 'cpf'>>()
  const picked = new Map<string, string>()

  return {
    next(environment) {
      const now = ports.clock.now()
      const kept = pending.get(environment.id)
      const values = {
        uuid: kept?.uuid ?? ports.random.uuid(),
        cpf: kept?.cpf ?? generateDocument('cpf', ports.random.fraction),
        now: kept !== undefined && now - kept.now < freshMs ? kept.now : now,
      }
      pending.set(environment.id, values)
      const recent = ports.settings.get().recents[environment.id]?.[0]
      return {
        ...values,
        participantId: picked.get(environment.id) ?? recent ?? '',
        own: { ...environment.variables, ...ports.variables },
      }
    },
    used: (environmentId) => void pending.delete(environmentId),
    pick: (environmentId, participantId) => void picked.set(environmentId, participantId),
  }
}
