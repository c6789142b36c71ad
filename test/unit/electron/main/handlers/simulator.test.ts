import { expect, test, vi } from 'vitest'
import type { HandlerContext } from '../../../../../electron/main/handlers/handler-types.ts'
import { simulatorHandlers } from '../../../../../electron/main/handlers/simulator.ts'
import type { SimulatorControl } from '../../../../../simulator/index.ts'

const bom = { route: '*', fault: { kind: 'bom' } } as const
const drip = { route: 'auth', fault: { kind: 'slow-drip', bytes: 1, everyMs: 1 } } as const
const stands = (rule: object) => ({ rule, matched: 0, fired: 0, spent: false })

function setUp(faults: object[] = []) {
  const control = {
    state: async () => ({ faults }),
    setFaults: vi.fn(async () => ({})),
    setRecipe: vi.fn(async () => ({})),
    revokeTokens: vi.fn(async () => {}),
  }
  const run = (work: (it: SimulatorControl) => Promise<unknown>) => work(control as never)
  const desk = { change: run, run, caFile: vi.fn(async (): Promise<string | null> => '/ca.pem') }
  const host = { revealFile: vi.fn() }
  const follower = { follow: vi.fn() }
  const context = { host, simulator: { desk, follower } } as unknown as HandlerContext
  return { control, desk, host, follower, handlers: simulatorHandlers(context) }
}

test('a rule is added to those in force, and taken out by its place', async () => {
  const { handlers, control } = setUp([stands(bom), stands(drip)])
  await handlers['simulator.addFault']({ rule: bom })
  expect(control.setFaults).toHaveBeenLastCalledWith([bom, drip, bom])
  await handlers['simulator.removeFault']({ index: 0 })
  expect(control.setFaults).toHaveBeenLastCalledWith([drip])
})

test('the CA is shown where there is one', async () => {
  const { handlers, desk, host } = setUp()
  await handlers['simulator.revealCa'](null)
  expect(host.revealFile).toHaveBeenCalledWith('/ca.pem')
  desk.caFile.mockResolvedValue(null)
  await handlers['simulator.revealCa'](null)
  expect(host.revealFile).toHaveBeenCalledOnce()
})

test('recipes, tokens and following are passed on', async () => {
  const { handlers, control, follower } = setUp()
  await handlers['simulator.recipe']({ name: 'garbage' })
  await handlers['simulator.revokeTokens'](null)
  await handlers['simulator.follow']({ on: true })
  expect(control.setRecipe).toHaveBeenCalledWith('garbage')
  expect(control.revokeTokens).toHaveBeenCalledOnce()
  expect(follower.follow).toHaveBeenCalledWith(true)
})

test('the catalogue offers what can be chosen, and nothing that drives the simulator itself', async () => {
  const catalogue = await setUp().handlers['simulator.catalogue'](null)
  expect(catalogue.amounts).toContainEqual({
    centavos: 30006,
    outcome: { kind: 'consent-rejected', code: 'SALDO_INSUFICIENTE' },
    source: 'ofb',
  })
  expect(catalogue.recipes.map(({ name }) => name)).toContain('friday-evening')
  expect(catalogue.routes).toContain('payment-status')
  expect(catalogue.routes).not.toContain('control')
})
