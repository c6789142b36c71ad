import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import type { Scenario } from '../model/scenario.ts'
import { minimalPayload } from '../payments/minimal.ts'
import { resolveVariables } from '../payments/variables.ts'
import { rulesOf } from '../klavi/dialects/index.ts'

type Json = Record<string, unknown>

interface BodyValues {
  uuid: string
  now: number
  cpf: string
  participantId: string
}

/**
 * The bytes that a scenario sends: its payload or preset, the bank, its changes, then the variables.
 * @throws KlaviError `scenario-invalid` where a variable has no value
 */
export function scenarioBody(
  scenario: Scenario,
  environment: Environment,
  preset: string | undefined,
  values: BodyValues,
): string {
  const { fields } = rulesOf(environment.dialect)
  const base: Json =
    scenario.payload ??
    (preset === undefined ? minimalPayload(environment.dialect) : (JSON.parse(preset) as Json))
  const body = structuredClone(base)
  // Each run is a payment of its own, unless the file says otherwise.
  if (!Object.hasOwn(body, fields.externalId)) body[fields.externalId] = '{{uuid}}'
  if (scenario.participant !== undefined || !Object.hasOwn(body, fields.participantId)) {
    body[fields.participantId] = values.participantId
  }
  for (const [path, value] of Object.entries(scenario.set)) change(body, path.split('.'), value)
  const own = { ...environment.variables, ...scenario.variables }
  const { text, variables } = resolveVariables(JSON.stringify(body, null, 2), { ...values, own })
  const missing = variables.find(({ value }) => value === undefined)
  if (missing !== undefined) {
    throw new KlaviError('scenario-invalid', { detail: `{{${missing.name}}}` })
  }
  return text
}

/** Sets or, with null, removes what is at the path; lists are changed by index. */
function change(body: Json, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path
  if (rest.length === 0) {
    if (value === null) delete body[name]
    else body[name] = value
    return
  }
  const inner = body[name]
  if (typeof inner !== 'object' || inner === null) {
    if (value === null) return
    body[name] = {}
  }
  change(body[name] as Json, rest, value)
}
