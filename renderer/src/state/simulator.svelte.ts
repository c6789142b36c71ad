import type {
  Failure,
  SimulatorAction,
  SimulatorCatalogue,
  SimulatorFaultRule,
  SimulatorOutcome,
  SimulatorPayment,
  SimulatorRequest,
  SimulatorSettings,
  SimulatorStatus,
} from '../../../electron/contract/types.ts'
import { failureOf, type Api } from '../api.ts'
import { upsert } from './upsert.ts'

const PAYMENTS = 200
/** Requests kept on the screen; the simulator keeps as many. */
const REQUESTS = 1000

/** A request with a key of its own: `seq` begins anew with each run of the simulator. */
export type LoggedRequest = SimulatorRequest & { key: string }

const logged = (request: SimulatorRequest): LoggedRequest => ({
  ...request,
  key: `${request.seq} ${request.at}`,
})

/** The form of a new rule as it is typed: every value is a text, an empty one is left out. */
export interface FaultForm {
  route: string
  kind: string
  values: Record<string, string>
  probability: string
  skip: string
  count: string
  duration: string
}

/** The embedded simulator while its screen is open: main tells what changes, this keeps it. */
export class SimulatorState {
  status = $state.raw<SimulatorStatus | null>(null)
  catalogue = $state.raw<SimulatorCatalogue | null>(null)
  /** Newest first. */
  payments = $state.raw<SimulatorPayment[]>([])
  requests = $state.raw<LoggedRequest[]>([])
  /** Why the screen could not be filled. */
  failure = $state.raw<Failure | null>(null)
  /** Why the last thing that was asked for did not happen. */
  refusal = $state.raw<Failure | null>(null)
  busy = $state<string | null>(null)
  /** The tab that was looked at last. */
  tab = $state('behaviour')
  /** The rule that is being typed: it stays when the window's width moves the form elsewhere. */
  typedRule = $state<FaultForm | null>(null)
  #api: Api

  constructor(api: Api) {
    this.#api = api
    api.on('simulatorState', (status) => (this.status = status))
    api.on('simulatorPayments', (changed) => this.#put(changed))
    api.on('simulatorRequests', (lines) => this.#append(lines))
  }

  /** Begins to follow; the answer ends it. */
  open(): () => void {
    this.refusal = null
    this.#tell(true)
    void this.load()
    return () => this.#tell(false)
  }

  async load(): Promise<void> {
    try {
      const [status, catalogue, payments, requests] = await Promise.all([
        this.#api.request('simulator.state'),
        this.catalogue ?? this.#api.request('simulator.catalogue'),
        this.#api.request('simulator.payments', { limit: PAYMENTS }),
        this.#api.request('simulator.requests', { limit: REQUESTS }),
      ])
      this.status = status
      this.catalogue = catalogue
      this.payments = payments
      this.requests = requests.map(logged)
      this.failure = null
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }

  async start(): Promise<void> {
    await this.#change('start', () => this.#api.request('simulator.start'))
    if (this.refusal === null) await this.load()
  }

  configure(settings: SimulatorSettings): Promise<void> {
    return this.#change('configure', () => this.#api.request('simulator.configure', settings))
  }

  recipe(name: string | null): Promise<void> {
    return this.#change(`recipe ${name}`, () => this.#api.request('simulator.recipe', { name }))
  }

  nextOutcome(outcome: SimulatorOutcome | null): Promise<void> {
    return this.#change('outcome', () => this.#api.request('simulator.nextOutcome', { outcome }))
  }

  addFault(rule: SimulatorFaultRule): Promise<void> {
    return this.#change('fault', () => this.#api.request('simulator.addFault', { rule }))
  }

  removeFault(index: number): Promise<void> {
    return this.#change('fault', () => this.#api.request('simulator.removeFault', { index }))
  }

  act(id: string, action: SimulatorAction): Promise<void> {
    return this.#do(`${action} ${id}`, async () => {
      this.#put([await this.#api.request('simulator.act', { id, action })])
    })
  }

  /** True when it was done. */
  async revokeTokens(): Promise<boolean> {
    await this.#do('revoke', () => this.#api.request('simulator.revokeTokens'))
    return this.refusal === null
  }

  revealCa(): Promise<void> {
    return this.#do('reveal', () => this.#api.request('simulator.revealCa'))
  }

  #change(name: string, ask: () => Promise<SimulatorStatus>): Promise<void> {
    return this.#do(name, async () => {
      this.status = await ask()
    })
  }

  async #do(name: string, work: () => Promise<unknown>): Promise<void> {
    if (this.busy !== null) return
    this.busy = name
    this.refusal = null
    try {
      await work()
    } catch (thrown) {
      this.refusal = failureOf(thrown)
    } finally {
      this.busy = null
    }
  }

  #tell(on: boolean): void {
    // Without the events the screen shows what it was when it was opened; its own questions say what is wrong.
    this.#api.request('simulator.follow', { on }).catch(() => undefined)
  }

  #put(changed: SimulatorPayment[]): void {
    const fresh = upsert(this.payments, changed, (one) => one.id)
    this.payments = fresh.sort((a, b) => bornAt(b).localeCompare(bornAt(a))).slice(0, PAYMENTS)
  }

  #append(lines: SimulatorRequest[]): void {
    const known = new Set(this.requests.slice(-2 * lines.length - 50).map(({ key }) => key))
    const fresh = lines.map(logged).filter(({ key }) => !known.has(key))
    const [first] = fresh
    if (!first) return
    const last = this.requests.at(-1)
    // What was missed between the log that was read and this event is read again.
    if (last && first.seq > last.seq + 1) void this.#readAgain()
    else this.requests = [...this.requests, ...fresh].slice(-REQUESTS)
  }

  async #readAgain(): Promise<void> {
    try {
      const requests = await this.#api.request('simulator.requests', { limit: REQUESTS })
      this.requests = requests.map(logged)
    } catch (thrown) {
      this.failure = failureOf(thrown)
    }
  }
}

const bornAt = (payment: SimulatorPayment): string => payment.passed[0]?.at ?? ''
