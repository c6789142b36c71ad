export interface Sparkline {
  /** SVG path data of the line, and of the area below it. */
  path: string
  area: string
  /** Where a value is missing, in pixels from the left. */
  gaps: number[]
  least: number
  most: number
  median: number
  count: number
}

/** A row of values (null: none came) as a line in a box, in pixels. Null where fewer than two values are known. */
export function sparkline(
  values: readonly (number | null)[],
  width: number,
  height: number,
): Sparkline | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b)
  const least = known[0]
  const most = known.at(-1)
  if (known.length < 2 || least === undefined || most === undefined) return null
  const step = width / Math.max(1, values.length - 1)
  const pad = 2
  // From zero, so that a small jitter does not look like a mountain.
  const y = (value: number): number =>
    round(height - pad - (value / Math.max(1, most)) * (height - 2 * pad))
  const points = values.flatMap((value, index) =>
    value === null ? [] : [[round(index * step), y(value)] as const],
  )
  const path = points.map(([x, at], index) => `${index === 0 ? 'M' : 'L'}${x} ${at}`).join('')
  const [first, last] = [points[0], points.at(-1)]
  return {
    path,
    area: `${path}L${last?.[0] ?? 0} ${height}L${first?.[0] ?? 0} ${height}Z`,
    gaps: values.flatMap((value, index) => (value === null ? [round(index * step)] : [])),
    least,
    most,
    median: known[Math.floor(known.length / 2)] ?? least,
    count: known.length,
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
