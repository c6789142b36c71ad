/** The list with the changed entries in their old places and the new ones at the end. */
export function upsert<T>(
  list: readonly T[],
  changed: readonly T[],
  key: (item: T) => string,
): T[] {
  const byKey = new Map(list.map((item) => [key(item), item]))
  for (const item of changed) byKey.set(key(item), item)
  return [...byKey.values()]
}
