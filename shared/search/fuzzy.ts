/** How well a text answers a search, and which of its characters did. */
export interface Match {
  score: number
  /** Indexes into the folded text. */
  hits: number[]
}

const SUBSTRING = 60
const SUBSTRING_AT_WORD = 90
const SUBSTRING_AT_START = 100
const STEP = 1
const AT_WORD = 8
const CONSECUTIVE = 5
const GAP = 0.5
/** Letters that are strewn over a text match nearly everything and mean nothing. */
const LEAST_PER_LETTER = 2.5
/** However well letters match one by one, the same letters in one piece match better. */
const MOST_BY_LETTERS = 50

/**
 * Every word of the search must be found in the text, in any order, without regard to case and accents: as a piece of
 * it (best at the start of a word), else letter by letter (`np` finds `New payment`). Null where one is not found.
 * Both must be folded already (`fold`): that is the slow part, and there are thousands of texts for every key press.
 */
export function fuzzyMatch(query: string, folded: string): Match | null {
  const words = query.split(/\s+/).filter(Boolean)
  let score = 0
  const hits: number[] = []
  for (const word of words) {
    const found = piece(word, folded) ?? letters(word, folded)
    if (!found) return null
    score += found.score
    hits.push(...found.hits)
  }
  // Shorter texts first among equals.
  score -= Math.min(10, folded.length * 0.1)
  return { score, hits: [...new Set(hits)] }
}

const startsWord = (text: string, index: number): boolean =>
  index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '')

function piece(word: string, text: string): Match | null {
  const first = text.indexOf(word)
  if (first === -1) return null
  let at = first
  while (at !== -1 && !startsWord(text, at)) at = text.indexOf(word, at + 1)
  const best = at === -1 ? first : at
  const score = best === 0 ? SUBSTRING_AT_START : at === -1 ? SUBSTRING : SUBSTRING_AT_WORD
  return { score, hits: Array.from(word, (_, index) => best + index) }
}

/** The best way to find the letters in their order: `best[j]` is for the letters so far with the last one at j. */
function letters(word: string, text: string): Match | null {
  if (word.length < 2 || !inOrder(word, text)) return null
  let best = new Map<number, Match>()
  for (let i = 0; i < word.length; i += 1) {
    const next = new Map<number, Match>()
    for (let j = text.indexOf(word[i] ?? '', i); j !== -1; j = text.indexOf(word[i] ?? '', j + 1)) {
      const here = STEP + (startsWord(text, j) ? AT_WORD : 0)
      if (i === 0) next.set(j, { score: here, hits: [j] })
      else {
        const before = bestBefore(best, j)
        if (before) next.set(j, { score: before.score + here, hits: [...before.hits, j] })
      }
    }
    if (next.size === 0) return null
    best = next
  }
  const [top] = [...best.values()].sort((a, b) => b.score - a.score)
  if (!top || top.score < word.length * LEAST_PER_LETTER) return null
  return { ...top, score: Math.min(MOST_BY_LETTERS, top.score) }
}

/** Whether the letters are there at all: rules most texts out before the search for the best way begins. */
function inOrder(word: string, text: string): boolean {
  let at = -1
  for (const letter of word) {
    at = text.indexOf(letter, at + 1)
    if (at === -1) return false
  }
  return true
}

function bestBefore(best: Map<number, Match>, index: number): Match | null {
  let top: Match | null = null
  for (const [at, match] of best) {
    if (at >= index) break
    const gap = index - at - 1
    const score = match.score + (gap === 0 ? CONSECUTIVE : -GAP * gap)
    if (!top || score > top.score) top = { score, hits: match.hits }
  }
  return top
}
