const small = new Set(['de', 'da', 'do', 'das', 'dos', 'e', 'of', 'the', 'banco', 'bank'])

/** Up to two letters that stand in for a logo: `Itaú Unibanco` is IU, `Banco Inter` is IN. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const telling = words.filter((word) => !small.has(word.toLowerCase()))
  const [first = '', second] = telling.length > 0 ? telling : words
  const letters =
    second === undefined
      ? [...first].slice(0, 2)
      : [...first].slice(0, 1).concat([...second].slice(0, 1))
  return letters.join('').toUpperCase()
}

/** Which of a few tints stands behind the initials; the same for the same bank. */
export const tintOf = (id: string, tints: number): number => {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return sum % tints
}
