/** What a piece of JSON text is, for its colour. */
export type JsonKind = 'key' | 'string' | 'number' | 'literal' | 'mark' | 'space'

export interface JsonToken {
  kind: JsonKind
  text: string
}

const token =
  /(?<space>\s+)|(?<string>"(?:[^"\\\r\n]|\\.)*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<literal>true|false|null)|(?<mark>[{}[\],:])/y

/**
 * Cuts JSON text into tokens and puts each member on its own line, without ever reading a value: `1.10`,
 * `12345678901234567890`, `\u00e9` and repeated keys stay as they came. Answers null where the text is not made of
 * JSON tokens, which are then best shown as they are.
 */
export function jsonTokens(text: string, indent = '  '): JsonToken[] | null {
  const bare = scan(text)
  if (bare === null) return null
  const out: JsonToken[] = []
  let depth = 0
  const line = (): void =>
    void out.push({ kind: 'space', text: `\n${indent.repeat(Math.max(0, depth))}` })
  bare.forEach((piece, index) => {
    const next = bare[index + 1]
    if (piece.kind !== 'mark') {
      out.push(piece.kind === 'string' && next?.text === ':' ? { ...piece, kind: 'key' } : piece)
      return
    }
    const opens = piece.text === '{' || piece.text === '['
    const closes = piece.text === '}' || piece.text === ']'
    if (closes) depth -= 1
    const before = bare[index - 1]
    if (closes && before?.text !== '{' && before?.text !== '[') line()
    out.push(piece)
    if (opens) depth += 1
    if (opens && next?.text !== '}' && next?.text !== ']') line()
    if (piece.text === ',') line()
    if (piece.text === ':') out.push({ kind: 'space', text: ' ' })
  })
  return out
}

function scan(text: string): JsonToken[] | null {
  const pieces: JsonToken[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const found = token.exec(text)
    if (found === null) return null
    const [kind, piece] =
      Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined) ?? []
    if (kind !== 'space' && piece !== undefined)
      pieces.push({ kind: kind as JsonKind, text: piece })
  }
  return pieces
}
