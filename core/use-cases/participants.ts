import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Participant,
  ParticipantChanges,
  ParticipantFilters,
  ParticipantList,
  ParticipantMarks,
} from '../model/participant.ts'
import { isoTime } from '../system.ts'
import type { Workbench } from '../workbench-api.ts'
import type { Context } from './context.ts'
import { ownTokens } from './token-sources.ts'

const mostRecents = 20

export function participantCases(context: Context): Workbench['participants'] {
  const { environments, client, ports } = context
  const lists = new Map<string, ParticipantList>()
  const folder = join(ports.profileFolder, 'cache', 'participants')

  const marks = (environmentId: string): ParticipantMarks => {
    const { favourites, recents } = ports.settings.get()
    return {
      favourites: favourites[environmentId] ?? [],
      recents: recents[environmentId] ?? [],
    }
  }

  const cached = (environmentId: string): ParticipantList | null => {
    const known = lists.get(environmentId)
    if (known !== undefined) return known
    const stored = readCopy(folder, environmentId)
    if (stored === undefined) return null
    // Read once: logos ask for their bank one by one.
    const copy: ParticipantList = { ...stored, offline: true }
    lists.set(environmentId, copy)
    return copy
  }

  return {
    cached,
    async fetch(environmentId, signal, filters) {
      const environment = environments.find(environmentId)
      const target = await environments.target(environment)
      const options = signal === undefined ? {} : { signal }
      const source = ownTokens(context, target, options)
      const participants = await client.participants(target, source, options, filters)
      const list: ParticipantList = {
        environmentId: environment.id,
        participants,
        fetchedAt: isoTime(ports.clock.now()),
      }
      // A part of the list says nothing of what is missing from it, and must not take the place of the whole.
      if (isFiltered(filters)) return { ...list, filters: { ...filters } }
      const before = cached(environment.id)
      const changes = before === null ? undefined : changesSince(before, participants)
      const known = { ...list, ...(changes && { changes }) }
      lists.set(environment.id, known)
      writeCopy(folder, list)
      return known
    },
    marks,
    async favourite(environmentId, participantId, on) {
      const { favourites } = ports.settings.get()
      const others = (favourites[environmentId] ?? []).filter((id) => id !== participantId)
      const list = on ? [...others, participantId] : others
      await ports.settings.set({ favourites: { ...favourites, [environmentId]: list } })
      return marks(environmentId)
    },
    async picked(environmentId, participantId) {
      context.payloadValues.pick(environmentId, participantId)
      const { recents } = ports.settings.get()
      const others = (recents[environmentId] ?? []).filter((id) => id !== participantId)
      const list = [participantId, ...others].slice(0, mostRecents)
      await ports.settings.set({ recents: { ...recents, [environmentId]: list } })
      return marks(environmentId)
    },
  }
}

const isFiltered = (filters: ParticipantFilters | undefined): boolean =>
  Object.values(filters ?? {}).some((value) => value !== undefined && value !== '')

/** Undefined where both lists hold the same banks. */
function changesSince(
  before: ParticipantList,
  now: readonly Participant[],
): ParticipantChanges | undefined {
  const old = new Set(before.participants.map(({ id }) => id))
  const present = new Set(now.map(({ id }) => id))
  const added = [...present].filter((id) => !old.has(id))
  const removed = before.participants.filter(({ id }) => !present.has(id))
  if (added.length === 0 && removed.length === 0) return undefined
  return { since: before.fetchedAt, added, removed }
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
    return good && !Number.isNaN(Date.parse(found.fetchedAt)) ? found : undefined
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
