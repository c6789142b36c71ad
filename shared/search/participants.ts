import type { Participant } from '../../core/model/participant.ts'
import { fold } from './fold.ts'

interface Entry {
  participant: Participant
  name: string
  slug: string
  id: string
}

/** A list prepared once, so that each key press only compares. */
export interface SearchIndex {
  entries: readonly Entry[]
}

/** Banks that come before others: first the favourites, then the ones that were picked lately. */
export interface Marks {
  favourites: readonly string[]
  recents: readonly string[]
}

const noMarks: Marks = { favourites: [], recents: [] }
/** So many of the latest stand on top of the whole list. */
const RECENTS_ON_TOP = 5

/**
 * How well a bank answers one word, best first. Whole numbers, so that ten thousand banks are put in order by filling
 * buckets instead of by sorting.
 */
const tiers = {
  exact: 0,
  nameStart: 1,
  wordStart: 2,
  slugStart: 3,
  inName: 4,
  inSlugOrId: 5,
  letters: 6,
} as const
const TIERS = 7

export function indexParticipants(participants: readonly Participant[]): SearchIndex {
  return {
    entries: participants.map((participant) => ({
      participant,
      name: fold(participant.name),
      slug: fold(participant.slug ?? ''),
      id: participant.id.toLowerCase(),
    })),
  }
}

/**
 * Those that answer every word of the query by name, slug or id, without regard to case and accents, the best first;
 * within the same rank favourites, then recent ones, then the order of the API. Without a query: favourites and recent
 * ones on top of the whole list.
 */
export function searchParticipants(
  index: SearchIndex,
  query: string,
  marks: Marks = noMarks,
): Participant[] {
  const folded = fold(query.trim())
  const places = markPlaces(marks)
  if (folded === '') return markedFirst(index, places)
  const words = folded.split(/\s+/)
  const buckets: Participant[][] = Array.from({ length: TIERS }, () => [])
  for (const entry of index.entries) {
    const tier = rank(entry, folded, words)
    if (tier !== null) buckets[tier]?.push(entry.participant)
  }
  if (places.size === 0) return buckets.flat()
  return buckets.flatMap((bucket) => raise(bucket, places))
}

function rank(entry: Entry, query: string, words: readonly string[]): number | null {
  if (entry.name === query || entry.slug === query || entry.id === query) return tiers.exact
  if (entry.name.startsWith(query)) return tiers.nameStart
  // A bank is as good as the word that it answers worst.
  let worst: number = tiers.wordStart
  for (const word of words) {
    const tier = wordTier(entry, word)
    if (tier === null) return null
    if (tier > worst) worst = tier
  }
  return worst
}

function wordTier({ name, slug, id }: Entry, word: string): number | null {
  const at = name.indexOf(word)
  if (at === 0 || (at > 0 && startsWord(name, word, at))) return tiers.wordStart
  if (slug.startsWith(word)) return tiers.slugStart
  if (at > 0) return tiers.inName
  if (slug.includes(word) || id.includes(word)) return tiers.inSlugOrId
  return lettersIn(name, word) || lettersIn(slug, word) ? tiers.letters : null
}

function startsWord(name: string, word: string, first: number): boolean {
  for (let at = first; at !== -1; at = name.indexOf(word, at + 1)) {
    if (at === 0 || !isLetter(name.charCodeAt(at - 1))) return true
  }
  return false
}

/** Folded texts have Latin letters and digits; whatever lies beyond ASCII counts as a letter too. */
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127

/** Letters strewn further apart than this for each one typed mean nothing. */
const GAPS_PER_LETTER = 1.5

/** Whether the letters stand in their order and close together, beginning where a word begins (`bbrasil`, `nbank`). */
function lettersIn(text: string, word: string): boolean {
  if (word.length < 3) return false
  const [first = ''] = word
  for (let start = text.indexOf(first); start !== -1; start = text.indexOf(first, start + 1)) {
    if (start > 0 && isLetter(text.charCodeAt(start - 1))) continue
    let at = start
    let index = 1
    while (index < word.length && at !== -1) {
      at = text.indexOf(word[index] ?? '', at + 1)
      index += 1
    }
    if (at === -1) return false
    if (at - start + 1 - word.length <= word.length * GAPS_PER_LETTER) return true
  }
  return false
}

/** Each marked bank's place among the marked ones. */
function markPlaces({ favourites, recents }: Marks): Map<string, number> {
  const places = new Map<string, number>()
  for (const id of [...favourites, ...recents]) if (!places.has(id)) places.set(id, places.size)
  return places
}

function raise(list: Participant[], places: ReadonlyMap<string, number>): Participant[] {
  const marked = list.filter(({ id }) => places.has(id))
  if (marked.length === 0) return list
  marked.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
  return [...marked, ...list.filter(({ id }) => !places.has(id))]
}

const markedFirst = (
  { entries }: SearchIndex,
  places: ReadonlyMap<string, number>,
): Participant[] =>
  raise(
    entries.map(({ participant }) => participant),
    places,
  )

/** The marks that the whole list is headed by: every favourite, and a few of the latest. */
export const headMarks = ({ favourites, recents }: Marks): Marks => ({
  favourites,
  recents: recents.filter((id) => !favourites.includes(id)).slice(0, RECENTS_ON_TOP),
})
