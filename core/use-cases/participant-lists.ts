import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '../model/environment.ts'
import type { ParticipantList } from '../model/participant.ts'

/**
 * The last whole list of banks of each environment, in memory and as a copy on disk. A list is its origin's: where the
 * environment has come to lead elsewhere, it is none.
 */
export interface ParticipantLists {
  get(environment: Environment): ParticipantList | null
  /** `origin`: the address that the list came from. */
  put(list: ParticipantList): void
  /** What the bank is called; undefined where the list, if there is one, does not have it. */
  nameOf(environment: Environment, participantId: string): string | undefined
}

/** The address that a list belongs to; the simulator's, whose port may change, is always the same one. */
export const originOf = ({ kind, origin }: Environment): string | undefined =>
  kind === 'simulator' ? undefined : origin

export function participantLists(profileFolder: string): ParticipantLists {
  const folder = join(profileFolder, 'cache', 'participants')
  const lists = new Map<string, ParticipantList>()

  const get = (environment: Environment): ParticipantList | null => {
    const { id } = environment
    const list = lists.get(id) ?? readCopy(folder, id)
    if (list === undefined || list.origin !== originOf(environment)) return null
    // Read once: logos ask for their bank one by one.
    lists.set(id, list)
    return list
  }

  return {
    get,
    put(list) {
      lists.set(list.environmentId, list)
      const { changes: _changes, ...copy } = list
      writeCopy(folder, copy)
    },
    nameOf: (environment, participantId) =>
      get(environment)?.participants.find(({ id }) => id === participantId)?.name,
  }
}

/** An environment's id may hold an origin, which is no file name. */
const fileOf = (folder: string, environmentId: string): string =>
  join(folder, `${createHash('sha256').update(environmentId).digest('hex').slice(0, 32)}.json`)

/** The last whole list of an earlier session; undefined where there is none that can be read. */
function readCopy(folder: string, environmentId: string): ParticipantList | undefined {
  try {
    const found = JSON.parse(readFileSync(fileOf(folder, environmentId), 'utf8')) as ParticipantList
    if (found.environmentId !== environmentId || !Array.isArray(found.participants))
      return undefined
    const good = found.participants.every(
      (one) => typeof one?.id === 'string' && typeof one.name === 'string',
    )
    if (!good || Number.isNaN(Date.parse(found.fetchedAt))) return undefined
    return { ...found, offline: true }
  } catch {
    return undefined
  }
}

/** A cache that cannot be written costs only the next start its list. */
function writeCopy(folder: string, list: ParticipantList): void {
  const file = fileOf(folder, list.environmentId)
  const aside = `${file}.${process.pid}.tmp`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(aside, JSON.stringify(list), { mode: 0o600 })
    renameSync(aside, file)
  } catch {
    // Nothing is lost.
  }
}
