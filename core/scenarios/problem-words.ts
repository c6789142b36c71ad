import type { YAMLError } from 'yaml'
import type { z } from 'zod'
import { m } from '../../messages/index.ts'

type Issue = z.core.$ZodIssue

/** What is wrong with a field of a scenario, in the language in force; the libraries speak English only. */
export function fieldWords(issue: Issue, scenario: unknown): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return m.scenario_field_unknown({ names: issue.keys.join(', ') })
    case 'invalid_type':
      return valueAt(scenario, issue.path) === undefined
        ? m.scenario_field_missing()
        : m.scenario_field_type({ type: issue.expected })
    case 'invalid_value':
      return m.scenario_field_choice({ values: issue.values.map(String).join(', ') })
    case 'too_small':
      return issue.origin === 'string'
        ? m.scenario_field_empty()
        : issue.inclusive === false
          ? m.scenario_field_above({ least: String(issue.minimum) })
          : m.scenario_field_least({ least: String(issue.minimum) })
    case 'too_big':
      return issue.origin === 'string'
        ? m.scenario_field_long({ most: String(issue.maximum) })
        : m.scenario_field_most({ most: String(issue.maximum) })
    case 'invalid_key':
      return m.scenario_field_name()
    case 'custom':
      return issue.message
    default:
      return m.scenario_field_bad()
  }
}

/** Why a document is no YAML, and where. */
export function yamlWords({ code, linePos }: YAMLError): string {
  const { line, col } = linePos?.[0] ?? { line: 1, col: 1 }
  return code === 'DUPLICATE_KEY'
    ? m.scenario_yaml_twice({ line, column: col })
    : m.scenario_yaml_bad({ line, column: col, code })
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value
  for (const part of path) {
    if (typeof inner !== 'object' || inner === null) return undefined
    inner = (inner as Record<PropertyKey, unknown>)[part]
  }
  return inner
}
