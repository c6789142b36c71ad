/**
 * JSON text indented by two spaces, token for token as it came: numbers keep their digits and keys their order and
 * repeats, which JSON.parse would lose. The text must be JSON.
 */
export function prettyJson(text: string): string {
  const out: string[] = []
  let depth = 0
  let index = 0
  const line = (): void => void out.push('\n', '  '.repeat(depth))
  while (index < text.length) {
    const unit = text[index] as string
    if (unit === '"') {
      const end = endOfString(text, index)
      out.push(text.slice(index, end))
      index = end
      continue
    }
    index += 1
    if (unit === '{' || unit === '[') {
      const next = skipSpace(text, index)
      if (text[next] === '}' || text[next] === ']') {
        out.push(unit, text[next] as string)
        index = next + 1
        continue
      }
      depth += 1
      out.push(unit)
      line()
    } else if (unit === '}' || unit === ']') {
      depth -= 1
      line()
      out.push(unit)
    } else if (unit === ',') {
      out.push(unit)
      line()
    } else if (unit === ':') {
      out.push(': ')
    } else if (!isSpace(unit)) {
      let end = index
      while (end < text.length && !/[\s,\]}]/.test(text[end] as string)) end += 1
      out.push(text.slice(index - 1, end))
      index = end
    }
  }
  return out.join('')
}

const isSpace = (unit: string): boolean =>
  unit === ' ' || unit === '\n' || unit === '\r' || unit === '\t'

function skipSpace(text: string, from: number): number {
  let index = from
  while (index < text.length && isSpace(text[index] as string)) index += 1
  return index
}

/** Just after the closing quote of the string that begins at `from`. */
function endOfString(text: string, from: number): number {
  let index = from + 1
  for (;;) {
    const quote = text.indexOf('"', index)
    if (quote < 0) return text.length
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return quote + 1
    index = quote + 1
  }
}
