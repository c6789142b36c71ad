import type {
  SimulatorCatalogue,
  SimulatorPayment,
  SimulatorRequest,
  SimulatorRunning,
  SimulatorStatus,
} from '../../electron/contract/types.ts'
import { FakeFailure, type FakeHandlers, type FakeTransport } from './fake-transport.ts'

export interface ScriptedSimulator {
  status: SimulatorStatus
  payments: SimulatorPayment[]
  requests: SimulatorRequest[]
  catalogue: SimulatorCatalogue
  /** As it is right after its start, with what is given. */
  run(part?: Partial<SimulatorRunning>): SimulatorRunning
  /** A payment of R$ 48,00 that awaits consent. */
  hold(part?: Partial<SimulatorPayment>): SimulatorPayment
  /** Serves one request and tells the window. */
  serve(part?: Partial<SimulatorRequest>): void
  handlers: FakeHandlers
}

export const fakeCatalogue = (): SimulatorCatalogue => ({
  amounts: [
    {
      centavos: 30006,
      outcome: { kind: 'consent-rejected', code: 'SALDO_INSUFICIENTE' },
      source: 'ofb',
    },
    { centavos: 1234567, outcome: { kind: 'held' }, source: 'ofb' },
    { centavos: 90023, outcome: { kind: 'stuck', at: 'PAYMENT_PENDING' }, source: 'simulator' },
  ],
  payers: [{ cpf: '90000000507', outcome: { kind: 'expired' } }],
  recipes: [
    {
      name: 'token-dies',
      title: 'Token dies in mid-flow',
      description: 'At the third status poll every token is revoked.',
      faults: [{ route: 'payment-status', skip: 2, count: 1, fault: { kind: 'revoke-tokens' } }],
      outcome: null,
    },
    { name: 'of-tomorrow', title: 'Made later', description: '…', faults: [], outcome: null },
  ],
  faultKinds: [
    {
      kind: 'status',
      parameters: [
        { name: 'httpStatus', type: 'number', optional: false, initial: 503 },
        { name: 'retryAfterS', type: 'number', optional: true, initial: null },
      ],
    },
    { kind: 'bom', parameters: [] },
  ],
  routes: ['auth', 'payment-status'],
})

/** An embedded simulator in memory: it changes nothing by itself. */
export function scriptedSimulator(transport: FakeTransport): ScriptedSimulator {
  const stopped = (): never => {
    throw new FakeFailure({ code: 'simulator-failed', details: { reason: 'it does not run' } })
  }
  const now = (): SimulatorRunning => (sim.status.running ? sim.status : stopped())
  const change = (part: Partial<SimulatorRunning>): SimulatorRunning => {
    const changed = { ...now(), ...part }
    sim.status = changed
    return changed
  }

  const sim: ScriptedSimulator = {
    status: { running: false },
    payments: [],
    requests: [],
    catalogue: fakeCatalogue(),
    run(part = {}) {
      const running: SimulatorRunning = {
        running: true,
        hostedHere: true,
        url: 'https://127.0.0.1:41873',
        caFile: '/home/ana/.config/klavi-tester/simulator/ca.pem',
        dialect: 'g1',
        stepMs: 1500,
        speed: 1,
        autoAuthorize: true,
        consentMs: null,
        recipe: null,
        faults: [],
        nextOutcome: null,
        webhookUrl: null,
        served: sim.requests.length,
        payments: sim.payments.length,
        ...part,
      }
      sim.status = running
      return running
    },
    hold(part = {}) {
      const payment: SimulatorPayment = {
        id: `5f0c1e0a-0000-4000-8000-${String(sim.payments.length + 1).padStart(12, '0')}`,
        externalId: `order-${sim.payments.length + 1}`,
        centavos: 4800,
        payerName: 'Maria da Silva Souza',
        outcome: { kind: 'completed' },
        status: 'CONSENT_AWAITING_AUTHORIZATION',
        awaitingConsent: true,
        ended: false,
        nextAt: null,
        passed: [
          { status: 'ENQUEUED', at: '2026-11-22T12:00:00.000Z' },
          { status: 'CONSENT_AWAITING_AUTHORIZATION', at: '2026-11-22T12:00:01.500Z' },
        ],
        coming: [
          { status: 'CONSENT_AUTHORIZED', at: null },
          { status: 'PAYMENT_COMPLETED', at: null },
        ],
        ...part,
      }
      sim.payments = [payment, ...sim.payments]
      return payment
    },
    serve(part = {}) {
      const request: SimulatorRequest = {
        seq: sim.requests.length + 1,
        at: new Date(Date.parse('2026-11-22T12:00:00Z') + sim.requests.length * 1000).toISOString(),
        method: 'GET',
        path: '/payment/customer/v1/payments/5f0c/status',
        status: 200,
        latencyMs: 12,
        ...part,
      }
      sim.requests.push(request)
      transport.emit('simulatorRequests', [request])
    },
    handlers: {
      'simulator.state': () => sim.status,
      'simulator.start': () => sim.run(),
      'simulator.catalogue': () => sim.catalogue,
      'simulator.configure': (settings) => change(settings),
      'simulator.recipe': ({ name }) => {
        const recipe = sim.catalogue.recipes.find((one) => one.name === name)
        const faults = (recipe?.faults ?? []).map(unhit)
        return change({ recipe: name, faults, nextOutcome: recipe?.outcome ?? null })
      },
      'simulator.addFault': ({ rule }) => change({ faults: [...now().faults, unhit(rule)] }),
      'simulator.removeFault': ({ index }) =>
        change({ faults: now().faults.filter((_, at) => at !== index) }),
      'simulator.nextOutcome': ({ outcome }) => change({ nextOutcome: outcome }),
      'simulator.payments': ({ limit }) => sim.payments.slice(0, limit),
      'simulator.act': ({ id, action }) => {
        const payment = sim.payments.find((one) => one.id === id)
        if (!payment) throw new FakeFailure({ code: 'invalid-input', details: { detail: id } })
        const moved = movedBy(payment, action === 'step' || action === 'authorize')
        sim.payments = sim.payments.map((one) => (one.id === id ? moved : one))
        return moved
      },
      'simulator.requests': ({ limit }) => sim.requests.slice(-limit),
      'simulator.revokeTokens': () => null,
      'simulator.revealCa': () => null,
      'simulator.follow': () => null,
    },
  }
  return sim
}

const unhit = (
  rule: SimulatorRunning['faults'][number]['rule'],
): SimulatorRunning['faults'][number] => ({ rule, matched: 0, fired: 0, spent: false })

/** On to the next status of its plan, or to its end by hand. */
function movedBy(payment: SimulatorPayment, on: boolean): SimulatorPayment {
  const [next, ...coming] = on ? payment.coming : [{ status: 'CANCELED', at: null }]
  if (!next) return payment
  const ended = coming.length === 0
  return {
    ...payment,
    status: next.status,
    awaitingConsent: false,
    ended,
    coming,
    passed: [...payment.passed, { ...next, at: '2026-11-22T12:00:03.000Z' }],
  }
}
