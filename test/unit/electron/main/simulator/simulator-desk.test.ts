import { describe, expect, test, vi } from 'vitest'
import { createSimulatorDesk } from '../../../../../electron/main/simulator/simulator-desk.ts'
import type { EmbeddedControl, EmbeddedSimulator } from '../../../../../simulator/embedded.ts'
import type { SimulatorControl } from '../../../../../simulator/index.ts'

function setUp(runs: boolean) {
  const state = { url: 'https://127.0.0.1:1', served: 3, faults: [] }
  const line = (seq: number) => ({ seq, at: '', method: 'GET', path: '/', route: '', latencyMs: 1 })
  const control = {
    state: async () => state,
    listPayments: async () => [],
    requests: async () => [1, 2, 3].map(line),
    decide: vi.fn(async () => {
      throw new RangeError('there is no payment x')
    }),
  } as unknown as SimulatorControl
  let running = runs
  const found: EmbeddedControl = { control, caFile: '/ca.pem', hostedHere: true }
  const simulator = {
    ensure: vi.fn(async () => {
      running = true
    }),
    control: async () => (running ? found : null),
  } as unknown as EmbeddedSimulator & { ensure: ReturnType<typeof vi.fn> }
  return { control, simulator, desk: createSimulatorDesk(simulator) }
}

test('looking starts nothing', async () => {
  const { desk, simulator } = setUp(false)
  expect(await desk.status()).toEqual({ running: false })
  expect(await desk.payments(10)).toEqual([])
  expect(await desk.requests(10)).toEqual([])
  expect(await desk.caFile()).toBeNull()
  expect(simulator.ensure).not.toHaveBeenCalled()
})

test('a change starts it first and says how it stands then', async () => {
  const { desk, simulator } = setUp(false)
  const status = await desk.change((control) => control.state())
  expect(simulator.ensure).toHaveBeenCalledOnce()
  expect(status).toMatchObject({ running: true, hostedHere: true, served: 3, caFile: '/ca.pem' })
})

test('requests are the last ones, without what the contract does not name', async () => {
  const { desk } = setUp(true)
  expect(await desk.requests(2)).toEqual([
    { seq: 2, at: '', method: 'GET', path: '/', latencyMs: 1 },
    { seq: 3, at: '', method: 'GET', path: '/', latencyMs: 1 },
  ])
})

describe('failures', () => {
  test('what the simulator does not take is the window’s input', async () => {
    const { desk, control } = setUp(true)
    await expect(desk.act('x', 'reject')).rejects.toMatchObject({
      code: 'invalid-input',
      details: { detail: 'there is no payment x' },
    })
    expect(control.decide).toHaveBeenCalledWith('x', 'reject')
  })

  test('all else is the simulator’s own', async () => {
    const { desk, simulator } = setUp(true)
    simulator.ensure.mockRejectedValue(new Error('disk full'))
    await expect(desk.start()).rejects.toMatchObject({
      code: 'simulator-failed',
      details: { reason: 'disk full' },
    })
  })
})
