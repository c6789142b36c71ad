/** Whether an amount typed again, with or without R$ and points, is the one that is written out (`R$ 1.333,00`). */
export function typedIs(typed: string, written: string): boolean {
  const bare = (text: string): string => text.replace(/R\$|\s|\./g, '')
  const wanted = bare(written)
  return bare(typed) === wanted || (wanted.endsWith(',00') && `${bare(typed)},00` === wanted)
}
