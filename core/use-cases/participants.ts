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
import { originOf } from './participant-lists.ts'
import { ownTokens } from './token-sources.ts'

const mostRecents = 20

export function participantCases(context: Context): Workbench['participants'] {
  const { environments, client, ports, participantLists } = context

  const marks = (environmentId: string): ParticipantMarks => {
    const { favourites, recents } = ports.settings.get()
    return {
      favourites: favourites[environmentId] ?? [],
      recents: recents[environmentId] ?? [],
    }
  }

  return {
    cached: (environmentId) => participantLists.get(environments.find(environmentId)),
    async fetch(environmentId, signal, filters) {
      const environment = environments.find(environmentId)
      const target = await environments.target(environment)
      const options = signal === undefined ? {} : { signal }
      const source = ownTokens(context, target, options)
      const { participants, cut } = await client.participants(target, source, options, filters)
      const origin = originOf(environment)
      const list: ParticipantList = {
        environmentId: environment.id,
        ...(origin !== undefined && { origin }),
        participants,
        fetchedAt: isoTime(ports.clock.now()),
        ...(cut && { cut }),
      }
      // A part of the list says nothing of what is missing from it, and must not take the place of the whole.
      if (isFiltered(filters)) return { ...list, filters: { ...filters } }
      if (cut !== undefined) return list
      const before = participantLists.get(environment)
      const changes = before === null ? undefined : changesSince(before, participants)
      const known = { ...list, ...(changes && { changes }) }
      participantLists.put(known)
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
