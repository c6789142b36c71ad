import { stringify } from 'yaml'
import type { Environment } from '../model/environment.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { ScenarioExpectation } from '../model/scenario.ts'
import { rulesOf } from '../klavi/dialects/index.ts'

/** For editors that know the YAML language server; the schema is published in the repository. */
const schemaLine = '# yaml-language-server: $schema=scenario.schema.json'

/** A payment as a scenario that expects what became of it; each run gets an externalId of its own. */
export function writeScenario(
  payment: PaymentSummary,
  environment: Pick<Environment, 'name' | 'dialect'>,
  body: string,
  createStatus: number | undefined,
): { name: string; text: string } {
  const { fields } = rulesOf(environment.dialect)
  const payload = {
    ...(JSON.parse(body) as Record<string, unknown>),
    [fields.externalId]: '{{uuid}}',
  }
  const refused = payment.state === 'refused'
  const expect: ScenarioExpectation = refused
    ? {
        error: { ...(createStatus !== undefined && createStatus >= 400 && { http: createStatus }) },
      }
    : {
        ...(payment.lastStatus !== undefined && { status: payment.lastStatus }),
        ...(payment.order !== undefined && { order: payment.order }),
        ...(payment.reason !== undefined && { error: { code: payment.reason.code } }),
      }
  const name = `${payment.lastStatus ?? payment.state} ${payment.externalId.slice(0, 8)}`
  const scenario = {
    name,
    environment: environment.name,
    ...(payment.participantId !== '' && { participant: payment.participantId }),
    payload,
    expect,
  }
  return { name: fileName(name), text: `${schemaLine}\n${stringify(scenario)}` }
}

export const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'scenario'
