import type { EnvironmentDraft, EnvironmentState } from '../../../core/model/environment.ts'
import type { Workbench } from '../../../core/workbench-api.ts'
import type { FaultServer } from './fault-server.ts'
import { testKeys } from './klavi-like.ts'

/** The form of an environment at this server. */
export function draftAt(
  { environment }: FaultServer,
  change: Partial<EnvironmentDraft> = {},
): EnvironmentDraft {
  const { origin, prefix, dialect, exchange } = environment
  const base = { name: 'Partner B', origin, prefix, dialect }
  return { ...base, ...(exchange && { exchange }), ...change }
}

/** One's own environment at this server, kept in the settings, with keys. */
export async function ownEnvironment(
  bench: Workbench,
  server: FaultServer,
  change: Partial<EnvironmentDraft> = {},
): Promise<EnvironmentState> {
  const made = await bench.environments.add(draftAt(server, change))
  await bench.credentials.save(made.id, testKeys)
  return made
}
