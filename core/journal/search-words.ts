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

/** Where texts are: the index of words, the table of texts beside it, and the table that they tell of. */
export interface TextPlace {
  index: 'payment_search' | 'exchange_search'
  texts: 'payment_texts' | 'exchange_texts'
  /** With its alias, and how its rows are found from `t`. */
  table: string
  join: string
}

export interface TextSource {
  /** For FROM; `s`, `t` and the table's own alias stand in it. */
  from: string
  conditions: { sql: string; value: string }[]
  /** Newest first, without sorting: rows were numbered as they came. */
  newestFirst: string
  /** Counts all that the index alone finds; absent where words must be looked for in the texts, too. */
  count?: string
}

/** CROSS JOIN keeps this order of tables: what the index finds is looked up row by row, as far as it is asked for. */
export function textSource(
  { index, texts, table, join }: TextPlace,
  words: SearchWords,
): TextSource {
  const conditions = words.likes.map((value) => ({ sql: `t.text LIKE ? ESCAPE '\\'`, value }))
  if (words.match === undefined) {
    const from = `${texts} t CROSS JOIN ${table} ON ${join}`
    return { from, conditions, newestFirst: 't.n DESC' }
  }
  return {
    from: `${index} s CROSS JOIN ${texts} t ON t.n = s.rowid CROSS JOIN ${table} ON ${join}`,
    conditions: [{ sql: `s.${index} MATCH ?`, value: words.match }, ...conditions],
    newestFirst: 's.rowid DESC',
    ...(conditions.length === 0 && {
      count: `SELECT count(*) AS n FROM ${index} WHERE ${index} MATCH ?`,
    }),
  }
}
