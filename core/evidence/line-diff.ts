import type { DiffLine } from '../model/exchange-query.ts'

/** Beyond this many edits two texts have little in common, and finding the fewest takes too long. */
const mostEdits = 2_000

/**
 * The fewest lines that turn one text into another (Myers, "An O(ND) Difference Algorithm", 1986); undefined where there
 * are too many.
 */
export function lineDiff(
  before: readonly string[],
  after: readonly string[],
): DiffLine[] | undefined {
  const [from, to] = [before.length, after.length]
  let furthest = new Map<number, number>([[1, 0]])
  const trace: Map<number, number>[] = []
  for (let edits = 0; edits <= Math.min(from + to, mostEdits); edits += 1) {
    trace.push(new Map(furthest))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = stepsDown(furthest, diagonal, edits)
      let x = down ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1
      let y = x - diagonal
      while (x < from && y < to && before[x] === after[y]) {
        x += 1
        y += 1
      }
      furthest.set(diagonal, x)
      if (x >= from && y >= to) return walkBack(before, after, trace)
    }
    furthest = new Map(furthest)
  }
  return undefined
}

const stepsDown = (
  furthest: ReadonlyMap<number, number>,
  diagonal: number,
  edits: number,
): boolean =>
  diagonal === -edits ||
  (diagonal !== edits && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0))

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly Map<number, number>[],
): DiffLine[] {
  const lines: DiffLine[] = []
  let [x, y] = [before.length, after.length]
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits] as Map<number, number>
    const diagonal = x - y
    const down = stepsDown(furthest, diagonal, edits)
    const fromDiagonal = down ? diagonal + 1 : diagonal - 1
    const startX = furthest.get(fromDiagonal) ?? 0
    const startY = startX - fromDiagonal
    while (x > startX && y > startY && x > 0 && y > 0) {
      x -= 1
      y -= 1
      lines.push({ kind: 'same', text: before[x] ?? '' })
    }
    if (edits === 0) break
    if (down) {
      y -= 1
      lines.push({ kind: 'added', text: after[y] ?? '' })
    } else {
      x -= 1
      lines.push({ kind: 'removed', text: before[x] ?? '' })
    }
  }
  return lines.reverse()
}
