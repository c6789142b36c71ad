/**
 * What is whole of a JSON text that breaks off, and what would close it: `{"a":[1,{"b":"x` is `{"a":[1,{` and `}]}`.
 * Undefined where it is no beginning of JSON.
 */
export function wholePart(text: string): { whole: string; closers: string } | undefined {
  const open: string[] = []
  let best: { at: number; open: string[] } | undefined
  let inString = false
  const note = (at: number): void => {
    if (open.length > 0) best = { at, open: [...open] }
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (inString) {
      if (sign === '\\') at += 1
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']')
      note(at + 1)
    } else if (sign === '}' || sign === ']') {
      if (open.pop() !== sign) return undefined
      note(at + 1)
    } else if (sign === ',') note(at)
  }
  if (best === undefined) return undefined
  return { whole: text.slice(0, best.at), closers: best.open.reverse().join('') }
}
