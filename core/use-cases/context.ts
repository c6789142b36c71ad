import type { CoreEvents } from '../events.ts'
import { KlaviError } from '../failure.ts'
import type { Redactor } from '../evidence/redactor.ts'
import type { Journal } from '../journal/journal.ts'
import type { KlaviClient } from '../klavi/client.ts'
import type { ClockSkew } from '../klavi/clock-skew.ts'
import { builtInEnvironments } from '../klavi/environments.ts'
import type { Keyring } from '../klavi/keyring.ts'
import { isLoopback } from '../klavi/origin.ts'
import type { CallOptions, Target } from '../klavi/target.ts'
import type { Token } from '../klavi/token.ts'
import type { Tokens } from '../klavi/tokens.ts'
import type { Ways } from '../klavi/way.ts'
import type { Environment } from '../model/environment.ts'
import type { CorePorts, SimulatorAddress } from '../ports.ts'
import type { PayloadValues } from './payload-values.ts'

/** What the use cases share. */
export interface Context {
  ports: CorePorts
  journal: Journal
  /** Why nothing may be sent, where the journal cannot be written. */
  journalFault(): string | undefined
  client: KlaviClient
  tokens: Tokens
  skew: ClockSkew
  keyring: Keyring
  redactor: Redactor
  publish<K extends keyof CoreEvents>(name: K, payload: CoreEvents[K]): void
  /** Runs a journal write; a failure is told and remembered, not thrown. */
  write(work: () => void): void
  environments: EnvironmentBook
  payloadValues: PayloadValues
}

export interface EnvironmentBook {
  all(): Environment[]
  /** By id or, ignoring case, by name. @throws KlaviError unknown-environment */
  find(nameOrId: string): Environment
  /** An error code where this environment cannot be used in this run. */
  blockedBy(environment: Environment): 'runtime-untrusted' | undefined
  /**
   * The environment as it is called now: the simulator started or found, files and secrets of the way read. `known`
   * takes what was found last, for polls: asking whether the simulator is there before each would double them.
   * @throws KlaviError runtime-untrusted, simulator-failed, invalid-input, client-certificate, and the vault's
   */
  target(environment: Environment, freshness?: 'sure' | 'known'): Promise<Target>
  simulator(): Promise<SimulatorAddress>
}

export function createEnvironmentBook(
  ports: CorePorts,
  ways: Ways,
  onChange: (environmentId: string) => void,
): EnvironmentBook {
  let simulatorAt: SimulatorAddress | undefined

  const all = (): Environment[] => {
    const list = ports.extraEnvironment === undefined ? [] : [ports.extraEnvironment]
    return [...builtInEnvironments, ...list].map((environment) =>
      environment.kind === 'simulator' && simulatorAt !== undefined
        ? { ...environment, origin: simulatorAt.url }
        : environment,
    )
  }

  const blockedBy = (environment: Environment): 'runtime-untrusted' | undefined => {
    if (ports.runtimeTrusted || environment.kind === 'simulator') return undefined
    return isLoopback(new URL(environment.origin)) ? undefined : 'runtime-untrusted'
  }

  const simulator = async (): Promise<SimulatorAddress> => {
    let found: SimulatorAddress
    try {
      found = await ports.simulator.ensure()
    } catch (thrown) {
      if (thrown instanceof KlaviError) throw thrown
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      throw new KlaviError('simulator-failed', { reason }, thrown)
    }
    const moved = simulatorAt?.url !== found.url
    simulatorAt = found
    if (moved) onChange('simulator')
    return found
  }

  return {
    all,
    find(nameOrId) {
      const wanted = nameOrId.toLowerCase()
      const environments = all()
      const found =
        environments.find(({ id }) => id === nameOrId) ??
        environments.find(({ name }) => name.toLowerCase() === wanted)
      if (found !== undefined) return found
      const known = environments.map(({ name }) => name).join(', ')
      throw new KlaviError('unknown-environment', { name: nameOrId, known })
    },
    blockedBy,
    async target(environment, freshness = 'sure') {
      const blocked = blockedBy(environment)
      if (blocked !== undefined) throw new KlaviError(blocked, { environment: environment.name })
      const way = await ways.to(environment, freshness)
      if (environment.kind !== 'simulator') return { environment, way }
      const known = freshness === 'known' ? simulatorAt : undefined
      const { url, ca } = known ?? (await simulator())
      return { environment: { ...environment, origin: url }, way: { ...way, ca: [ca] } }
    },
    simulator,
  }
}

/** A fresh token from the environment's own keys. */
export async function obtainToken(
  context: Context,
  target: Target,
  options: CallOptions = {},
): Promise<Token> {
  const keys = await context.keyring.keys(target.environment)
  return context.client.authenticate(target, keys, options)
}
