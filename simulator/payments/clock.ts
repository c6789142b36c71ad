/**
 * Simulated time against real time. Speed 0 is the manual mode: time stands still and only a
 * step moves a payment. Changes are kept as points, so that any instant can be computed again.
 */
export interface SpeedPoint {
  /** Epoch ms from which this speed holds. */
  at: number
  /** Simulated ms per real ms: 0, or 1 to 100. */
  speed: number
}

/**
 * The real instant (epoch ms) at which `simulatedMs` have passed since `from`; Infinity when
 * time stands still before that. Before the first point the speed is 1.
 */
export function realInstantAfter(
  points: readonly SpeedPoint[],
  from: number,
  simulatedMs: number,
): number {
  let at = from
  let left = simulatedMs
  let speed = 1
  for (const point of points) {
    if (point.at > at) {
      const passes = (point.at - at) * speed
      if (passes >= left) break
      left -= passes
      at = point.at
    }
    speed = point.speed
  }
  if (left <= 0) return at
  return speed === 0 ? Infinity : at + left / speed
}
