import type {
  SimulatorAction,
  SimulatorPayment,
  SimulatorRequest,
  SimulatorStatus,
} from '../../contract/types.ts'
import { KlaviError } from '../../../core/failure.ts'
import type { EmbeddedControl, EmbeddedSimulator } from '../../../simulator/embedded.ts'
import type { ControlState, SimulatorControl } from '../../../simulator/index.ts'
import { paymentView, requestView, runningView } from './bridge-views.ts'

/** The embedded simulator in the contract's words, wherever in the profile it runs. */
export interface SimulatorDesk {
  /** Starts nothing. */
  status(): Promise<SimulatorStatus>
  start(): Promise<SimulatorStatus>
  /** Runs `work` on the simulator, which is started first where it does not run, and says how it stands then. */
  change(work: (control: SimulatorControl) => Promise<ControlState>): Promise<SimulatorStatus>
  run<T>(work: (control: SimulatorControl) => Promise<T>): Promise<T>
  act(id: string, action: SimulatorAction): Promise<SimulatorPayment>
  /** The newest first; none while it does not run. */
  payments(limit: number): Promise<SimulatorPayment[]>
  /** The last ones, oldest first. */
  requests(limit: number): Promise<SimulatorRequest[]>
  subscribe: EmbeddedSimulator['subscribe']
  /** Path of the CA's file, where there is one. */
  caFile(): Promise<string | null>
}

/** Out of bounds and unknown names are the window's input; all else is the simulator's own failure. */
function asFailure(thrown: unknown): unknown {
  if (thrown instanceof KlaviError) return thrown
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return thrown instanceof RangeError || thrown instanceof TypeError
    ? new KlaviError('invalid-input', { detail }, thrown)
    : new KlaviError('simulator-failed', { reason: detail }, thrown)
}

export function createSimulatorDesk(simulator: EmbeddedSimulator): SimulatorDesk {
  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (thrown) {
      throw asFailure(thrown)
    }
  }

  async function started(): Promise<EmbeddedControl> {
    await simulator.ensure()
    const found = await simulator.control()
    if (found === null) throw new Error('it stopped right after it was started')
    return found
  }

  const ACTIONS: Record<
    SimulatorAction,
    (control: SimulatorControl, id: string) => ReturnType<SimulatorControl['step']>
  > = {
    step: (control, id) => control.step(id),
    authorize: (control, id) => control.decide(id, 'authorize'),
    reject: (control, id) => control.decide(id, 'reject'),
    cancel: (control, id) => control.cancel(id),
  }

  return {
    status: () =>
      guarded(async () => {
        const found = await simulator.control()
        return found ? runningView(found, await found.control.state()) : { running: false }
      }),
    start: () =>
      guarded(async () => {
        const found = await started()
        return runningView(found, await found.control.state())
      }),
    change: (work) =>
      guarded(async () => {
        const found = await started()
        return runningView(found, await work(found.control))
      }),
    run: (work) => guarded(async () => work((await started()).control)),
    act: (id, action) =>
      guarded(async () => paymentView(await ACTIONS[action]((await started()).control, id))),
    payments: (limit) =>
      guarded(async () => {
        const found = await simulator.control()
        const all = found ? await found.control.listPayments() : []
        return all.slice(0, limit).map(paymentView)
      }),
    requests: (limit) =>
      guarded(async () => {
        const found = await simulator.control()
        const all = found ? await found.control.requests() : []
        return all.slice(-limit).map(requestView)
      }),
    subscribe: (listener) => simulator.subscribe(listener),
    caFile: () => guarded(async () => (await simulator.control())?.caFile ?? null),
  }
}
