/** What a person typed into a search box, as SQL over a table of texts with an FTS5 trigram index beside it. */
export interface SearchWords {
  /** For `MATCH`; absent where every word is shorter than the three letters that the index knows. */
  match?: string
  /** For `LIKE … ESCAPE '\'`, the words that the index cannot find. */
  likes: string[]
}

/** Words are parts of texts, in any order and any case; all must be there. Undefined where nothing is asked for. */
export function searchWords(search: string | undefined): SearchWords | undefined {
  // A zero character would end the text for SQLite.
  const words = (search ?? '').replaceAll('\u0000', ' ').trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return undefined
  const long = words.filter((word) => [...word].length >= 3)
  const likes = words
    .filter((word) => [...word].length < 3)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const match = long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ')
  return match === '' ? { likes } : { match, likes }
}

/** A condition on a table of texts (`n`, `text`) and its index: `t` is the former's alias. */
export function textCondition(
  index: 'payment_search' | 'exchange_search',
  { match, likes }: SearchWords,
): { sql: string; values: unknown[] } {
  const parts: string[] = []
  const values: unknown[] = []
  if (match !== undefined) {
    parts.push(`t.n IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ?)`)
    values.push(match)
  }
  for (const like of likes) {
    parts.push(`t.text LIKE ? ESCAPE '\\'`)
    values.push(like)
  }
  return { sql: parts.join(' AND '), values }
}
