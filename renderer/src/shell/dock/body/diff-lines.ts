import type { DiffLine } from '../../../../../electron/contract/types.ts'
import type { Line } from './line.ts'

/** Lines that did not change and stand on either side of a change. */
const CONTEXT = 3

/** A difference with long runs of equal lines folded into one line that says how many there are. */
export function foldedDiff(diff: readonly DiffLine[], gapText: (count: number) => string): Line[] {
  const near = diff.map(() => false)
  for (const [index, { kind }] of diff.entries()) {
    if (kind === 'same') continue
    for (let at = index - CONTEXT; at <= index + CONTEXT; at += 1) near[at] = true
  }
  const lines: Line[] = []
  let gap = 0
  let number = 0
  const close = (): void => {
    if (gap > 0) lines.push({ text: gapText(gap), mark: 'gap' })
    gap = 0
  }
  for (const [index, { kind, text }] of diff.entries()) {
    if (kind !== 'removed') number += 1
    if (kind === 'same' && !near[index]) {
      gap += 1
      continue
    }
    close()
    if (kind === 'same') lines.push({ text: `  ${text}`, number })
    else if (kind === 'added') lines.push({ text: `+ ${text}`, number, mark: 'added' })
    else lines.push({ text: `- ${text}`, mark: 'removed' })
  }
  close()
  return lines
}
