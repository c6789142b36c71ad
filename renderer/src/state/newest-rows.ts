/**
 * A list in the order of its times with what has just come: nearly always newer than all, so that its place is looked for
 * from the end. One that is known takes its old place. Beyond `most` the oldest give way, some at a time.
 *
 * @param list oldest first
 */
export function withNewest<Row extends { id: string; at: string }>(
  list: readonly Row[],
  come: readonly Row[],
  most: number,
): { list: Row[]; added: number } {
  const rows = list.slice()
  let added = 0
  for (const row of come) {
    let place = rows.length
    while (place > 0 && (rows[place - 1] as Row).at > row.at) place -= 1
    const known = sameBefore(rows, place, row)
    if (known >= 0) rows[known] = row
    else {
      rows.splice(place, 0, row)
      added += 1
    }
  }
  // A tenth more, so that a full list is not cut anew with each row.
  return { list: rows.length > most * 1.1 ? rows.slice(-most) : rows, added }
}

/** Where the row with this id stands among those of its time, which end before `place`; -1 for nowhere. */
function sameBefore<Row extends { id: string; at: string }>(
  rows: readonly Row[],
  place: number,
  { id, at }: Row,
): number {
  for (let index = place - 1; index >= 0 && rows[index]?.at === at; index -= 1) {
    if (rows[index]?.id === id) return index
  }
  return -1
}
