const KEY = 'klavi-tester.palette-recent'
const MOST = 6

/** The ids of what was run last from the palette, newest first; kept from one start to the next. */
export function recentIds(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

export function rememberRecent(id: string): void {
  try {
    const ids = [id, ...recentIds().filter((one) => one !== id)].slice(0, MOST)
    localStorage.setItem(KEY, JSON.stringify(ids))
  } catch {
    // Without storage nothing is recent next time, which does no harm.
  }
}
