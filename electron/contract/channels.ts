import type { ClientEvents, ClientRequests } from './client-channels.ts'
import type { PayloadEvents, PayloadRequests } from './payload-channels.ts'
import type { EnvironmentRequests } from './environment-channels.ts'
import type { GuardRequests } from './guard-channels.ts'
import type { JournalEvents, JournalRequests } from './journal-channels.ts'
import type { ReadinessEvents, ReadinessRequests } from './readiness-channels.ts'
import type {
  AppInfo,
  BodySlice,
  EnvironmentView,
  ExchangeDetail,
  ExchangeSummary,
  Notice,
  Observation,
  ParticipantFilters,
  ParticipantList,
  PaymentSummary,
  Settings,
  SimulatorAction,
  SimulatorCatalogue,
  SimulatorFaultRule,
  SimulatorOutcome,
  SimulatorPayment,
  SimulatorRequest,
  SimulatorSettings,
  SimulatorStatus,
  TokenStatus,
} from './types.ts'

/** Requests: what the renderer may ask of main. Each has a schema in schemas.ts and a handler in electron/main/handlers. */
export interface Requests
  extends
    JournalRequests,
    ClientRequests,
    PayloadRequests,
    EnvironmentRequests,
    GuardRequests,
    ReadinessRequests {
  'app.info': { input: null; output: AppInfo }
  'app.openExternal': { input: { url: string }; output: null }
  /** Puts text on the system's clipboard; the page itself has no permission to. */
  'app.copyText': { input: { text: string }; output: null }

  'settings.get': { input: null; output: Settings }
  'settings.set': { input: Partial<Settings>; output: Settings }

  'auth.authenticate': { input: { environmentId: string }; output: TokenStatus }

  /** The last list fetched in this session, else the copy on disk (`offline`), or null. */
  'participants.cached': { input: { environmentId: string }; output: ParticipantList | null }
  /** With filters the answer is a part and is not kept. */
  'participants.fetch': {
    input: { environmentId: string; filters?: ParticipantFilters | undefined }
    output: ParticipantList
  }

  'payments.list': { input: { search: string; limit: number }; output: PaymentSummary[] }
  'payments.get': { input: { localId: string }; output: PaymentSummary }
  /** Gives a payment of unknown outcome the id that the person learned elsewhere, and watches it. */
  'payments.adopt': { input: { localId: string; paymentId: string }; output: PaymentSummary }

  'watch.log': {
    input: { localId: string; afterSeq: number; limit: number }
    output: Observation[]
  }
  'watch.start': { input: { localId: string }; output: PaymentSummary }
  'watch.stop': { input: { localId: string }; output: PaymentSummary }
  'watch.pollNow': { input: { localId: string }; output: null }

  'exchanges.list': {
    input: { environmentId?: string | undefined; localId?: string | undefined; limit: number }
    output: ExchangeSummary[]
  }
  'exchanges.get': { input: { id: string }; output: ExchangeDetail }
  'exchanges.body': {
    input: { id: string; side: 'request' | 'response'; offset: number; length: number }
    output: BodySlice
  }

  /** Looks only: a simulator that does not run is not started. Everything that changes it starts it. */
  'simulator.state': { input: null; output: SimulatorStatus }
  'simulator.start': { input: null; output: SimulatorStatus }
  'simulator.catalogue': { input: null; output: SimulatorCatalogue }
  'simulator.configure': { input: SimulatorSettings; output: SimulatorStatus }
  /** Null clears the faults and the pick for the next payment. */
  'simulator.recipe': { input: { name: string | null }; output: SimulatorStatus }
  'simulator.addFault': { input: { rule: SimulatorFaultRule }; output: SimulatorStatus }
  /** By its place in the list of the state. */
  'simulator.removeFault': { input: { index: number }; output: SimulatorStatus }
  'simulator.nextOutcome': { input: { outcome: SimulatorOutcome | null }; output: SimulatorStatus }
  /** Newest first. */
  'simulator.payments': { input: { limit: number }; output: SimulatorPayment[] }
  'simulator.act': { input: { id: string; action: SimulatorAction }; output: SimulatorPayment }
  /** The last ones, oldest first. */
  'simulator.requests': { input: { limit: number }; output: SimulatorRequest[] }
  'simulator.revokeTokens': { input: null; output: null }
  /** Shows the CA's file in the system's file manager. */
  'simulator.revealCa': { input: null; output: null }
  /** While on, the simulator events come. */
  'simulator.follow': { input: { on: boolean }; output: null }

  'notices.list': { input: null; output: Notice[] }
  'notices.dismiss': { input: { id: string }; output: null }
}

/** Events: what main tells the renderer. Lists are batched, oldest first. */
export interface Events extends JournalEvents, ClientEvents, PayloadEvents, ReadinessEvents {
  exchanges: ExchangeSummary[]
  observations: Observation[]
  payments: PaymentSummary[]
  environments: EnvironmentView[]
  /** Ids of environments that are gone. */
  environmentsRemoved: string[]
  notices: Notice[]
  settings: Settings
  simulatorState: SimulatorStatus
  /** Those that changed. */
  simulatorPayments: SimulatorPayment[]
  simulatorRequests: SimulatorRequest[]
  /** True while the system's keychain has a dialog open that waits for the person. */
  'vault.waiting': boolean
  /** A menu item or shortcut chosen in the native menu. */
  command: { id: string }
}

export type RequestChannel = keyof Requests
export type EventChannel = keyof Events

/** What the preload exposes: a transport, and nothing that knows a channel. */
export interface Transport {
  invoke(channel: string, input: unknown): Promise<unknown>
  subscribe(channel: string, listener: (payload: unknown) => void): () => void
}

/** Names of the two ipc pipes under the map, and of the global that the preload defines. */
export const INVOKE_PIPE = 'klavi:invoke'
export const EVENT_PIPE = 'klavi:event'
export const TRANSPORT_GLOBAL = 'klaviTransport'
