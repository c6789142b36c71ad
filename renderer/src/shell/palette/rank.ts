import { fold } from '../../ui/fold.ts'
import type { Command, CommandGroup } from '../commands.ts'
import { fuzzyMatch } from '../../../../shared/search/fuzzy.ts'

/** One line of the palette. */
export interface Entry {
  command: Command
  title: string
  detail: string
  group: CommandGroup
  recent: boolean
  /** Which characters of the title were searched for. */
  hits: number[]
}

/** The order of the groups, and which wins among equals. */
export const groupOrder: readonly CommandGroup[] = [
  'actions',
  'screens',
  'environments',
  'settings',
  'window',
  'payments',
  'participants',
]

/** More than can be looked through; typing on narrows it. */
const MOST = 50
/** Of things there are thousands: before anything is typed, a few of each. */
const MOST_THINGS_AT_FIRST = 3
const things: readonly CommandGroup[] = ['payments', 'participants']
const NOT_IN_TITLE = 0.4
const RECENT_BONUS = 12
/** So that a handful of commands is not drowned by thousands of banks that begin with the same letters. */
const GROUP_STEP = 6

/** A command with its texts as they are in the language in force, and as they are searched. */
export interface Indexed {
  command: Command
  title: string
  detail: string
  foldedTitle: string
  foldedBoth: string
}

/** Reads and folds every text once, for all the searches until the commands change. */
export const indexCommands = (commands: readonly Command[]): Indexed[] =>
  commands.map((command) => {
    const title = command.title()
    const detail = command.detail?.() ?? ''
    const foldedTitle = fold(title)
    return { command, title, detail, foldedTitle, foldedBoth: `${foldedTitle} ${fold(detail)}` }
  })

/** What the palette shows for a search; without one: what was used last, then everything by group. */
export function rank(
  index: readonly Indexed[],
  query: string,
  recentIds: readonly string[],
): Entry[] {
  const folded = fold(query.trim())
  return folded === '' ? atFirst(index, recentIds) : searched(index, folded, recentIds)
}

function entryOf({ command, title, detail }: Indexed, recent: boolean, hits: number[]): Entry {
  return { command, title, detail, group: groupOf(command), recent, hits }
}

const groupOf = (command: Command): CommandGroup => command.group ?? 'actions'

function atFirst(index: readonly Indexed[], recentIds: readonly string[]): Entry[] {
  const recent = recentIds
    .map((id) => index.find((one) => one.command.id === id))
    .filter((one) => one !== undefined)
  const rest = groupOrder.flatMap((group) =>
    index
      .filter((one) => groupOf(one.command) === group && !recent.includes(one))
      .slice(0, things.includes(group) ? MOST_THINGS_AT_FIRST : MOST),
  )
  return [
    ...recent.map((one) => entryOf(one, true, [])),
    ...rest.map((one) => entryOf(one, false, [])),
  ].slice(0, MOST)
}

function searched(
  index: readonly Indexed[],
  folded: string,
  recentIds: readonly string[],
): Entry[] {
  const scored: { one: Indexed; hits: number[]; score: number }[] = []
  for (const one of index) {
    const inTitle = fuzzyMatch(folded, one.foldedTitle)
    const found = inTitle ?? (one.detail ? fuzzyMatch(folded, one.foldedBoth) : null)
    if (!found) continue
    const place = recentIds.indexOf(one.command.id)
    const recency = place === -1 ? 0 : RECENT_BONUS - place
    const kind = GROUP_STEP * (groupOrder.length - groupOrder.indexOf(groupOf(one.command)))
    scored.push({
      one,
      // Where folding changed the length, its places are not the text's.
      hits: one.foldedTitle.length === one.title.length ? (inTitle?.hits ?? []) : [],
      score: found.score * (inTitle ? 1 : NOT_IN_TITLE) + recency + kind,
    })
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ one, hits }) => entryOf(one, false, hits))
}
