import { stringify } from 'yaml'
import type { Environment } from '../model/environment.ts'
import type { PaymentSummary } from '../model/payment.ts'
import type { ScenarioExpectation } from '../model/scenario.ts'
import { m } from '../../messages/index.ts'
import { KlaviError } from '../failure.ts'
import { rulesOf } from '../klavi/dialects/index.ts'
import { isEnvironmentName } from './read-scenario.ts'

/** For editors that know the YAML language server; the schema is published in the repository. */
const schemaLine = '# yaml-language-server: $schema=scenario.schema.json'

/** A payment as a scenario that expects what became of it; each run gets an externalId of its own. */
export function writeScenario(
  payment: PaymentSummary,
  environment: Pick<Environment, 'id' | 'name' | 'dialect'>,
  body: string,
  createStatus: number | undefined,
): { name: string; text: string } {
  const { fields } = rulesOf(environment.dialect)
  const payload = { ...objectIn(body), [fields.externalId]: '{{uuid}}' }
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
    environment: nameOf(environment),
    ...(payment.participantId !== '' && { participant: payment.participantId }),
    payload,
    expect,
  }
  return { name: fileName(name), text: `${schemaLine}\n${stringify(scenario)}` }
}

/** @throws KlaviError `scenario-invalid` where a payment's body was no JSON object, which a scenario cannot hold */
function objectIn(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
  } catch {
    // Told below, as a list is.
  }
  throw new KlaviError('scenario-invalid', { detail: m.scenario_no_object() })
}

/**
 * The name where a scenario may hold it, else the id. `--env custom` has neither: its id carries the address, so the
 * person says where with --env.
 */
function nameOf({ id, name }: Pick<Environment, 'id' | 'name'>): string {
  if (isEnvironmentName(name)) return name
  return isEnvironmentName(id) ? id : 'custom'
}

export const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'scenario'
