/** A window of a long list: `rows` begin at `offset`, and `total` is how many there are in all. */
export interface Page<Row> {
  rows: Row[]
  offset: number
  total: number
}

/** Which window is asked for. */
export interface Window {
  offset: number
  limit: number
}
