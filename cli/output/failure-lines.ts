import { plainText } from './plain-text.ts'
import type { Style } from './style.ts'

/** An error for people: what happened, and below it what to do. */
export function failureLines(failure: { message: string; hint: string }, style: Style): string[] {
  const lines = [`${style('red', 'klavi-tester:')} ${plainText(failure.message)}`]
  if (failure.hint !== '') lines.push(`  ${plainText(failure.hint)}`)
  return lines
}
