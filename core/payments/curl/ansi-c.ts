const plain: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
  '?': 63,
}

const escape =
  /^\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([\s\S])|([0-7]{1,3})|([\s\S]))/

/**
 * The text between `$'` and `'`, as bash reads it. `\x` and octal escapes are bytes: several together may be one letter
 * in UTF-8. Source: Bash Reference Manual, 3.1.2.4 ANSI-C Quoting.
 * @returns the text and where the closing quote stands; undefined where there is none
 */
export function readAnsiC(source: string, from: number): { text: string; end: number } | undefined {
  const encoder = new TextEncoder()
  const bytes: number[] = []
  for (let at = from; at < source.length;) {
    const character = source[at] ?? ''
    if (character === "'")
      return { text: new TextDecoder().decode(Uint8Array.from(bytes)), end: at }
    const match = character === '\\' ? escape.exec(source.slice(at, at + 10)) : null
    if (match === null) {
      const [whole] = source.slice(at, at + 2)
      const letter = whole ?? character
      bytes.push(...encoder.encode(letter))
      at += letter.length
      continue
    }
    bytes.push(...bytesOf(match))
    at += match[0].length
  }
  return undefined
}

function bytesOf(match: RegExpExecArray): Iterable<number> {
  const encoder = new TextEncoder()
  const [whole, hex, unicode, long, control, octal, letter = ''] = match
  if (hex !== undefined) return [Number.parseInt(hex, 16)]
  const point = unicode ?? long
  if (point !== undefined) {
    const code = Number.parseInt(point, 16)
    return encoder.encode(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')
  }
  if (control !== undefined) return [control.charCodeAt(0) & 0x1f]
  if (octal !== undefined) return [Number.parseInt(octal, 8) & 0xff]
  const code = Object.hasOwn(plain, letter) ? plain[letter] : undefined
  return code === undefined ? encoder.encode(whole) : [code]
}
