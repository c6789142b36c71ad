import type { CoreEvents, CoreListener } from '../events.ts'
import { KlaviError } from '../failure.ts'
import type { Redactor } from '../evidence/redactor.ts'
import type { ExchangeRecord } from '../journal/exchanges-table.ts'
import type { Journal } from '../journal/journal.ts'
import type { WriteBatch } from '../journal/write-batch.ts'
import type { KlaviClient } from '../klavi/client.ts'
import type { ClockSkew } from '../klavi/clock-skew.ts'
import { withChange } from '../klavi/environment-rules.ts'
import { builtInEnvironments } from '../klavi/environments.ts'
import type { Exchanger, ExchangerPorts } from '../klavi/exchanger.ts'
import { activeSet, type Keyring } from '../klavi/keyring.ts'
import { isLoopback } from '../klavi/origin.ts'
import type { CallOptions, Target } from '../klavi/target.ts'
import type { Token } from '../klavi/token.ts'
import type { Tokens } from '../klavi/tokens.ts'
import type { Ways } from '../klavi/way.ts'
import type { Environment } from '../model/environment.ts'
import type { CorePorts, SimulatorAddress } from '../ports.ts'
import type { ParticipantLists } from './participant-lists.ts'
import type { PayloadValues } from './payload-values.ts'
import { isoTime } from '../system.ts'
import type { GuardDesk } from './guard-desk.ts'

/** What the use cases share. */
export interface Context {
  ports: CorePorts
  journal: Journal
  /** Why nothing may be sent, where the journal cannot be written. */
  journalFault(): string | undefined
  /** The same for who is about to write: what failed once (a lock, a full disk) is tried again, so that nothing stays shut. */
  journalFaultNow(): string | undefined
  client: KlaviClient
  tokens: Tokens
  skew: ClockSkew
  /** Makes one exchange as it is asked for, for what tests the API itself (core/readiness). */
  exchange: Exchanger
  /** Hear of every exchange of this process after it was recorded. */
  trail: Set<NonNullable<ExchangerPorts['onEnded']>>
  keyring: Keyring
  redactor: Redactor
  publish<K extends keyof CoreEvents>(name: K, payload: CoreEvents[K]): void
  subscribe(listener: CoreListener): () => void
  /** Runs a journal write; a failure is told and remembered, not thrown. */
  write(work: () => void): void
  /** The same for what comes by the thousand: many writes, one commit. */
  batch: WriteBatch
  environments: EnvironmentBook
  payloadValues: PayloadValues
  participantLists: ParticipantLists
  guard: GuardDesk
  /** An exchanger with connections of its own, for one use. */
  freshExchange(): FreshExchange
}

export interface FreshExchange {
  exchange: Exchanger
  /** The last exchange, as it was recorded. */
  recorded(): ExchangeRecord | undefined
  close(): void
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
    const extra = ports.extraEnvironment === undefined ? [] : [ports.extraEnvironment]
    const { environments, builtIns } = ports.settings.data()
    const builtIn = builtInEnvironments.map((one) => withChange(one, builtIns[one.id]))
    return [...builtIn, ...environments, ...extra].map((environment) =>
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

/** Where each token was obtained. */
const obtainedAt = new WeakMap<Token, string>()

/** Whether a token may be sent to a target: only to the origin that gave it (the simulator's port may change). */
export const belongsTo = (token: Token, { environment }: Target): boolean =>
  environment.kind === 'simulator' || obtainedAt.get(token) === environment.origin

/** A fresh token from the environment's own keys, of its active set unless another is named. */
export async function obtainToken(
  { keyring, client, journal, write, ports }: Context,
  target: Target,
  options: CallOptions & { set?: string } = {},
): Promise<Token> {
  const { environment } = target
  const { set = activeSet(environment), ...call } = options
  const keys = await keyring.keys(environment, set)
  const note = (ok: boolean, code?: string): void => {
    const at = isoTime(ports.clock.now())
    const result = { at, ok, ...(code !== undefined && { code }) }
    write(() => journal.credentialUses.note(environment.id, set, result))
  }
  try {
    const token = await client.authenticate(target, keys, call)
    obtainedAt.set(token, environment.origin)
    note(true)
    return token
  } catch (thrown) {
    if (thrown instanceof KlaviError && thrown.code !== 'aborted') note(false, thrown.code)
    throw thrown
  }
}
