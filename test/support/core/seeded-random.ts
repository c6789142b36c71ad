import type { RandomSource } from '../../../core/ports.ts'

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seededFractions(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** UUIDs that count up, and fractions that are always 0.5 unless a seed asks for more. */
export function deterministicRandom(seed?: number): RandomSource {
  let made = 0
  const fraction = seed === undefined ? () => 0.5 : seededFractions(seed)
  return {
    uuid: () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`,
    fraction,
  }
}
