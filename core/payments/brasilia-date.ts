/** Brasília keeps UTC-3 all year (no summer time since 2019, Decreto 9.772/2019). */
const offsetMs = 3 * 3_600_000
const dayMs = 86_400_000

/** The calendar day in Brasília, `YYYY-MM-DD`, so many days from that of an instant (epoch ms). */
export const brasiliaDay = (epochMs: number, days = 0): string =>
  new Date(epochMs - offsetMs + days * dayMs).toISOString().slice(0, 10)

/** Whole days from today in Brasília to a day; undefined where it is no day of the calendar. */
export function daysAhead(day: string, epochMs: number): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const meant = new Date(`${day}T00:00:00.000Z`)
  // 30 February would roll over to March.
  if (Number.isNaN(meant.getTime()) || !meant.toISOString().startsWith(day)) return undefined
  return Math.round((meant.getTime() - Date.parse(`${brasiliaDay(epochMs)}T00:00:00.000Z`)) / dayMs)
}
