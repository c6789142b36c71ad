import type { Environment } from '../model/environment.ts'
import type { BuiltInChange, ProfileData, RememberedSet } from '../model/profile.ts'
import { readEnvironment, readParts } from '../klavi/environment-rules.ts'

type Stored = Record<string, unknown>

/**
 * Environments and remembered keys of a stored object. What was damaged by hand is left out, never guessed: an
 * environment whose origin does not hold is not there. It stays in the file (core/settings/open-settings.ts).
 */
export function readProfileData(stored: Stored): ProfileData {
  const taken = new Set<string>()
  const environments = listOf(stored['environments']).flatMap((entry) => {
    const environment = readEnvironment(entry)
    if (environment === undefined || taken.has(environment.id)) return []
    taken.add(environment.id)
    return [environment]
  })
  return {
    environments,
    builtIns: mapOf(stored['builtIns'], readChange),
    credentials: mapOf(stored['credentials'], (sets) => mapOf(sets, readRemembered)),
  }
}

/** The stored object with this data in it; entries that were not understood are kept as they are. */
export function writeProfileData(stored: Stored, data: ProfileData): Stored {
  const odd = listOf(stored['environments']).filter((entry) => readEnvironment(entry) === undefined)
  return {
    ...stored,
    environments: [...data.environments.map((one) => withUnknown(stored, one)), ...odd],
    builtIns: data.builtIns,
    credentials: data.credentials,
  }
}

/** Keys of a newer version that stand in a stored environment survive its edit. */
function withUnknown(stored: Stored, environment: Environment): Stored {
  const before = listOf(stored['environments']).find(
    (entry) => isRecord(entry) && entry['id'] === environment.id,
  )
  if (!isRecord(before)) return { ...environment }
  const known = Object.keys(readEnvironment(before) ?? {})
  const unknown = Object.entries(before).filter(([key]) => !known.includes(key))
  const optional = ['colour', 'risky', 'exchange', 'credentialSet', 'variables', 'caFile', 'proxy']
  return {
    ...Object.fromEntries(unknown.filter(([key]) => !optional.includes(key))),
    ...environment,
  }
}

function readChange(value: unknown): BuiltInChange | undefined {
  if (!isRecord(value)) return undefined
  const change = readParts(value)
  return Object.keys(change).length === 0 ? undefined : change
}

function readRemembered(value: unknown): RememberedSet | undefined {
  if (!isRecord(value)) return undefined
  const { keptIn, origin, savedAt, fingerprint } = value
  if (typeof keptIn !== 'string' || typeof origin !== 'string' || typeof savedAt !== 'string') {
    return undefined
  }
  return { keptIn, origin, savedAt, ...(typeof fingerprint === 'string' && { fingerprint }) }
}

const isRecord = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function mapOf<T>(value: unknown, read: (entry: unknown) => T | undefined): Record<string, T> {
  if (!isRecord(value)) return {}
  const pairs = Object.entries(value).flatMap(([key, entry]) => {
    const found = key === '__proto__' ? undefined : read(entry)
    return found === undefined ? [] : [[key, found] as const]
  })
  return Object.fromEntries(pairs)
}
