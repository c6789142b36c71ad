import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The simulator's own record of what it accepted: the other side of the story. */
export function acceptedBySimulator(profile: string): { id: string; externalId: string }[] {
  const file = join(profile, 'simulator', 'payments.ndjson')
  if (!existsSync(file)) return []
  const records = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as { type: string; id: string; externalId: string })
  return records.filter(({ type }) => type === 'payment')
}
