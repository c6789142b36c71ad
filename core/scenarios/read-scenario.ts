import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { m } from '../../messages/index.ts'
import type { Scenario, ScenarioProblem } from '../model/scenario.ts'
import { fieldWords, yamlWords } from './problem-words.ts'

/** A scenario is written by people; more than this is none. */
const largest = 256 * 1024
const mostScenarios = 200
/** `a: &x [...]`, `b: *x` … : a few bytes must not become a gigabyte. */
const mostAliases = 50

const name = z.string().trim().min(1).max(120)
const json = z.json()
/** Names an environment; an address is refused, so that a file from elsewhere cannot choose where keys travel. */
export const isEnvironmentName = (text: string): boolean => !/[:/]/.test(text)
const environment = name.refine(isEnvironmentName, {
  error: () => m.scenario_environment_address(),
})
const field = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w-]+(?:\.[\w-]+)*$/)
const own = (path: string): boolean =>
  !path.split('.').some((part) => ['__proto__', 'constructor', 'prototype'].includes(part))

/** The one description of a scenario; docs/scenario.schema.json is made from it (npm run schema). */
export const scenarioSchema = z
  .strictObject({
    $schema: z.string().max(2_000).optional(),
    name: name.describe('What the scenario shows; stands in results'),
    environment: environment.describe('Name or id of an environment, never an address'),
    participant: name
      .optional()
      .describe('Id or name of a bank; absent: the mock bank, else the first'),
    payload: z
      .record(z.string().max(200), json)
      .optional()
      .describe(
        'The wire body; {{uuid}}, {{participantId}}, {{today}}, {{var.NAME}} are filled in',
      ),
    preset: name.optional().describe('Name of a preset instead of a payload'),
    set: z
      .record(field.refine(own), json)
      .default({})
      .describe('Changes by dotted path, in wire values; null removes the field'),
    variables: z
      .record(z.string().regex(/^\w{1,60}$/), z.string().max(2_000))
      .default({})
      .describe('Values of {{var.NAME}}'),
    expect: z
      .strictObject({
        status: z.string().max(100).optional().describe('The last status'),
        order: z
          .enum(['kept', 'skipped', 'regressed', 'unknown-status'])
          .optional()
          .describe('kept: every state in order'),
        within: z.number().positive().max(86_400).optional().describe('Seconds until the end'),
        latency: z.number().positive().max(600_000).optional().describe('Milliseconds per call'),
        error: z
          .strictObject({
            http: z.int().min(400).max(599).optional(),
            code: z.string().max(200).optional(),
          })
          .optional()
          .describe('A refusal, or the reason of a bad end'),
      })
      .default({ status: 'PAYMENT_COMPLETED' }),
  })
  .refine(({ payload, preset }) => payload === undefined || preset === undefined, {
    error: () => m.scenario_payload_and_preset(),
  })

/** Every scenario of a YAML text, a document each. Windows line ends and a byte order mark do not matter. */
export function readScenarios(text: string): {
  scenarios: Scenario[]
  problems: ScenarioProblem[]
} {
  const problems: ScenarioProblem[] = []
  const fail = (path: string, message: string) => {
    problems.push({ path, message })
    return { scenarios: [], problems }
  }
  if (text.length > largest) return fail('', m.scenario_too_large())
  const scenarios: Scenario[] = []
  try {
    const documents = parseAllDocuments(text.replace(/^\uFEFF/, ''), {
      strict: true,
      uniqueKeys: true,
      version: '1.2',
      schema: 'core',
    })
    const list = Array.isArray(documents) ? documents : []
    if (list.length === 0) return fail('', m.scenario_empty())
    if (list.length > mostScenarios) return fail('', m.scenario_too_large())
    for (const [index, document] of list.entries()) {
      const at = list.length === 1 ? '' : `${index + 1}`
      const [error] = document.errors
      if (error !== undefined) {
        problems.push({ path: at, message: yamlWords(error) })
        continue
      }
      const value: unknown = document.toJS({ maxAliasCount: mostAliases })
      if (value === null && list.length > 1) continue
      const read = scenarioSchema.safeParse(value)
      if (read.success) scenarios.push(plain(read.data))
      else {
        for (const issue of read.error.issues) {
          const path = [at, ...issue.path.map(String)].filter(Boolean).join('.')
          problems.push({ path, message: fieldWords(issue, value) })
        }
      }
    }
  } catch {
    // What is parsed but cannot be made a value: aliases that name nothing, or too many of them.
    return fail('', m.scenario_yaml_aliases())
  }
  return { scenarios, problems }
}

/** Without what is absent, and without the address of its schema. */
function plain({ $schema: _schema, ...read }: z.infer<typeof scenarioSchema>): Scenario {
  return JSON.parse(JSON.stringify(read)) as Scenario
}
