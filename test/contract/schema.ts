import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fromJSONSchema } from 'zod'

export type ContractName =
  | 'auth'
  | 'participants'
  | 'error'
  | 'g1-payment'
  | 'g1-status'
  | 'g2-payment'
  | 'g2-status'
  | 'whitelabel'
  | 'webhook'
  | 'har'

/** What a value breaks of the JSON Schema of that name; an empty list when nothing. */
export function breaches(name: ContractName, value: unknown): string[] {
  const file = fileURLToPath(new URL(`./${name}.schema.json`, import.meta.url))
  const result = fromJSONSchema(JSON.parse(readFileSync(file, 'utf8'))).safeParse(value)
  return result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}
