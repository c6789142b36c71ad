import type { CutReason } from '../model/participant.ts'
import { nextCursor } from './replies.ts'

/** Pages that are followed at the most: 12,000 banks, 20 to a page, are 600. */
const mostPages = 1_000

/** How the pages of one list are followed (docs/klavi-api.md §3.2). */
export interface PageWalk {
  /** The cursor to ask with next, by the page that came last; undefined where no other is asked for. */
  after(body: unknown): string | undefined
  /** Why the list may have more than was followed; undefined where it ended by itself. */
  cut(): CutReason | undefined
}

export function pageWalk(most = mostPages): PageWalk {
  const asked = new Set<string>()
  let last: string | undefined
  let cut: CutReason | undefined
  return {
    after(body) {
      const next = nextCursor(body)
      // A last page that points to itself is how some servers end.
      if (next === undefined || next === last) return undefined
      if (asked.has(next)) cut = 'circle'
      else if (asked.size + 1 >= most) cut = 'pages'
      if (cut !== undefined) return undefined
      asked.add(next)
      last = next
      return next
    },
    cut: () => cut,
  }
}
