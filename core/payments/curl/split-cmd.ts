import type { Split } from './split-posix.ts'

/**
 * Splits what Windows' cmd would run: first cmd takes its carets out (outside of its quotes), then the program's own start
 * code splits at spaces and reads quotes and backslashes. Percent signs stay as they are.
 * Sources: Microsoft, "Parsing C command-line arguments"; Chrome's and Firefox's "Copy as cURL (Windows)".
 */
export function splitCmd(source: string): Split {
  const commands: string[][] = []
  for (const line of linesOf(source)) {
    const words = argumentsOf(line)
    if (words === undefined) return { ok: false, problem: 'open-quote' }
    if (words.length > 0) commands.push(words)
  }
  return { ok: true, commands, substitutions: false }
}

/** The lines that cmd hands on, without its carets. */
function linesOf(source: string): string[] {
  const text = source.replaceAll('\r\n', '\n')
  const lines: string[] = []
  let line = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '^' && !quoted) {
      // A caret before a line's end joins the next line, whose first character is taken as it is.
      if (text[at + 1] === '\n') at += 1
      at += 1
      line += text[at] ?? ''
    } else if (character === '\n' || (!quoted && /[&|]/.test(character))) {
      lines.push(line)
      line = ''
      quoted = false
    } else {
      if (character === '"') quoted = !quoted
      line += character
    }
  }
  lines.push(line)
  return lines
}

/** Undefined where a quote is not closed. */
function argumentsOf(line: string): string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quoted = false
  for (let at = 0; at < line.length;) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0
    if (slashes > 0 && line[at + slashes] === '"') {
      word = (word ?? '') + '\\'.repeat(Math.floor(slashes / 2))
      at += slashes
      if (slashes % 2 === 1) {
        word += '"'
        at += 1
      }
      continue
    }
    if (slashes > 0) {
      word = (word ?? '') + '\\'.repeat(slashes)
      at += slashes
      continue
    }
    const character = line[at] ?? ''
    if (character === '"') {
      if (quoted && line[at + 1] === '"') {
        word = `${word ?? ''}"`
        at += 2
        continue
      }
      quoted = !quoted
      word ??= ''
    } else if (!quoted && /[ \t]/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + character
    }
    at += 1
  }
  if (quoted) return undefined
  if (word !== undefined) words.push(word)
  return words
}
