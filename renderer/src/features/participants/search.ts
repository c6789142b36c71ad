import type { Participant } from '../../../../electron/contract/types.ts'
import { fold } from '../../ui/fold.ts'

interface Entry {
  participant: Participant
  name: string
  text: string
}

/** A list prepared once, so that each key press only compares. */
export interface SearchIndex {
  entries: readonly Entry[]
}

export function indexParticipants(participants: readonly Participant[]): SearchIndex {
  return {
    entries: participants.map((participant) => {
      const name = fold(participant.name)
      const text = `${name} ${fold(participant.slug ?? '')} ${participant.id.toLowerCase()}`
      return { participant, name, text }
    }),
  }
}

/**
 * Those whose name, slug or id holds every word of the query; names that begin with it come first, otherwise the
 * order of the API stays.
 */
export function searchParticipants({ entries }: SearchIndex, query: string): Participant[] {
  const folded = fold(query.trim())
  if (folded === '') return entries.map((entry) => entry.participant)
  const words = folded.split(/\s+/)
  const first: Participant[] = []
  const rest: Participant[] = []
  for (const entry of entries) {
    if (!words.every((word) => entry.text.includes(word))) continue
    ;(entry.name.startsWith(folded) ? first : rest).push(entry.participant)
  }
  return [...first, ...rest]
}
