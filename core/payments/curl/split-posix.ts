import { readAnsiC } from './ansi-c.ts'

/** A command line in words; `open-quote`: a quote was not closed. */
export type Split =
  { ok: true; commands: string[][]; substitutions: boolean } | { ok: false; problem: 'open-quote' }

/**
 * Splits what a POSIX shell (or bash) would run into commands and words. Nothing is expanded or run: `$NAME` and `$(…)`
 * stay as they are. A line that begins with a dash goes on with the one before: pages lose the backslashes.
 */
export function splitPosix(source: string): Split {
  const commands: string[][] = [[]]
  let word: string | undefined
  let substitutions = false
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word)
    word = undefined
  }
  const endCommand = (): void => {
    endWord()
    if (commands.at(-1)?.length !== 0) commands.push([])
  }
  for (let at = 0; at < source.length;) {
    const character = source[at] ?? ''
    const rest = source.slice(at)
    const lineBreak = /^\\\r?\n/.exec(rest)
    if (lineBreak !== null) {
      at += lineBreak[0].length
    } else if (character === '\\') {
      word = (word ?? '') + (source[at + 1] ?? '')
      at += 2
    } else if (character === "'") {
      const end = source.indexOf("'", at + 1)
      if (end < 0) return { ok: false, problem: 'open-quote' }
      word = (word ?? '') + source.slice(at + 1, end)
      at = end + 1
    } else if (rest.startsWith("$'")) {
      const quoted = readAnsiC(source, at + 2)
      if (quoted === undefined) return { ok: false, problem: 'open-quote' }
      word = (word ?? '') + quoted.text
      at = quoted.end + 1
    } else if (character === '"' || rest.startsWith('$"')) {
      const quoted = readDouble(source, at + (character === '"' ? 1 : 2))
      if (quoted === undefined) return { ok: false, problem: 'open-quote' }
      word = (word ?? '') + quoted.text
      substitutions ||= quoted.substitutions
      at = quoted.end + 1
    } else if (/[\r\n]/.test(character)) {
      at += /^\r?\n?/.exec(rest)?.[0].length ?? 1
      if (/^[ \t]*--?[A-Za-z]/.test(source.slice(at))) endWord()
      else endCommand()
    } else if (/[ \t]/.test(character)) {
      endWord()
      at += 1
    } else if (character === '#' && word === undefined) {
      at += /^[^\n]*/.exec(rest)?.[0].length ?? 1
    } else if (/[;&|]/.test(character)) {
      endCommand()
      at += 1
    } else if (/[<>]/.test(character)) {
      // A redirection and its file are the shell's; they are no words of the command.
      endWord()
      at += /^[<>&]+\s*\S*/.exec(rest)?.[0].length ?? 1
    } else {
      if (character === '`' || rest.startsWith('$(')) substitutions = true
      word = (word ?? '') + character
      at += 1
    }
  }
  endWord()
  return { ok: true, commands: commands.filter(({ length }) => length > 0), substitutions }
}

/** The text between double quotes, where a backslash escapes only what means something there. */
function readDouble(
  source: string,
  from: number,
): { text: string; end: number; substitutions: boolean } | undefined {
  let text = ''
  let substitutions = false
  for (let at = from; at < source.length; at += 1) {
    const character = source[at] ?? ''
    if (character === '"') return { text, end: at, substitutions }
    if (character === '\\') {
      const next = source[at + 1] ?? ''
      const broken = /^\\\r?\n/.exec(source.slice(at, at + 3))
      if (broken !== null) {
        at += broken[0].length - 1
        continue
      }
      text += /[$`"\\]/.test(next) ? next : character + next
      at += 1
      continue
    }
    if (character === '`' || source.startsWith('$(', at)) substitutions = true
    text += character
  }
  return undefined
}
