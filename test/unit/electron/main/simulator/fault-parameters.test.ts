import { expect, test } from 'vitest'
import { requestSchemas } from '../../../../../electron/contract/schemas.ts'
import { FAULT_PARAMETERS } from '../../../../../electron/main/simulator/fault-parameters.ts'
import { FAULT_KINDS, readFaultRules } from '../../../../../simulator/faults/read-rule.ts'

/** The values that a form shows first, or, with `every`, a value for each optional one too. */
function valuesOf(kind: string, every: boolean): Record<string, unknown> {
  const parameters = FAULT_PARAMETERS.find((one) => one.kind === kind)?.parameters ?? []
  const values = parameters
    .filter((one) => every || !one.optional)
    .map((one) => [one.name, one.type === 'choice' ? one.options[0] : one.initial || 'x'])
  const numbers = parameters.filter((one) => one.type === 'number' && one.initial === null)
  return Object.fromEntries([
    ...values,
    ...(every ? numbers.map(({ name }) => [name, 1] as const) : []),
  ]) as Record<string, unknown>
}

test('every kind of the simulator is offered, once', () => {
  expect(FAULT_PARAMETERS.map(({ kind }) => kind).sort()).toEqual([...FAULT_KINDS].sort())
})

test.each(FAULT_KINDS.flatMap((kind) => [[kind, false] as const, [kind, true] as const]))(
  '%s as it is offered (every value: %s) is a fault for the gate and for the simulator',
  (kind, every) => {
    const rule = { route: '*', fault: { kind, ...valuesOf(kind, every) } }
    expect(requestSchemas['simulator.addFault'].safeParse({ rule }).success).toBe(true)
    expect(readFaultRules([rule])).toEqual([rule])
  },
)
