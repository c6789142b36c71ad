import type { Split } from './split-posix.ts'

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/**
 * Splits a PowerShell line into words. A backtick escapes, single quotes are doubled inside, `$name` and `$(…)` stay as
 * they are, but for `$([char]0x…)`, which browsers write for letters. `@{ … }` and `( … )` are one word each, with their
 * quotes, to be read again. Source: Microsoft, about_Quoting_Rules, about_Special_Characters.
 */
export function splitPowerShell(source: string): Split {
  const text = source.replaceAll('\r\n', '\n')
  const commands: string[][] = [[]]
  let word: string | undefined
  const endWord = (): void => {
    if (word !== undefined) commands.at(-1)?.push(word)
    word = undefined
  }
  for (let at = 0; at < text.length;) {
    const character = text[at] ?? ''
    if (character === '`') {
      const next = text[at + 1] ?? ''
      // Before a line's end it joins the lines; before a letter it may be a control character.
      if (next === '\n') endWord()
      else word = (word ?? '') + (escapes[next] ?? next)
      at += 2
    } else if (character === "'" || character === '"') {
      const quoted = readQuoted(text, at)
      if (quoted === undefined) return { ok: false, problem: 'open-quote' }
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (character === '(' || text.startsWith('@{', at)) {
      const end = closingOf(text, at)
      if (end === undefined) return { ok: false, problem: 'open-quote' }
      word = (word ?? '') + text.slice(at, end)
      at = end
    } else if (character === '\n' || character === ';' || character === '|') {
      endWord()
      if (commands.at(-1)?.length !== 0) commands.push([])
      at += 1
    } else if (/[ \t]/.test(character)) {
      endWord()
      at += 1
    } else if (character === '#' && word === undefined) {
      const end = text.indexOf('\n', at)
      at = end < 0 ? text.length : end
    } else {
      word = (word ?? '') + character
      at += 1
    }
  }
  endWord()
  return { ok: true, commands: commands.filter(({ length }) => length > 0), substitutions: false }
}

/** A quoted text from its opening quote on, and where it ends. */
export function readQuoted(text: string, from: number): { text: string; end: number } | undefined {
  const quote = text[from] ?? ''
  let value = ''
  for (let at = from + 1; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === quote) {
      if (text[at + 1] !== quote) return { text: value, end: at + 1 }
      value += quote
      at += 1
    } else if (character === '`' && quote === '"') {
      const next = text[at + 1] ?? ''
      value += escapes[next] ?? next
      at += 1
    } else {
      const letter =
        quote === '"' ? /^\$\(\[char\](0x[0-9a-fA-F]+|\d+)\)/.exec(text.slice(at, at + 24)) : null
      if (letter === null) value += character
      else {
        value += String.fromCharCode(Number(letter[1]))
        at += letter[0].length - 1
      }
    }
  }
  return undefined
}

/** Where the bracket that stands at `from` (or behind the `@` there) is closed again; quotes are skipped. */
function closingOf(text: string, from: number): number | undefined {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '"' || character === "'") {
      const quoted = readQuoted(text, at)
      if (quoted === undefined) return undefined
      at = quoted.end - 1
    } else if (/[({]/.test(character)) {
      depth += 1
    } else if (/[)}]/.test(character)) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}
