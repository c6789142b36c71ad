import { createHash } from 'node:crypto'

/** Bytes that depend on nothing but the seed and the names: the same run gives the same ids. */
export function seededHex(seed: number, ...names: (string | number)[]): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, ...names]))
    .digest('hex')
}

/** A version 4 UUID made of seeded bytes. */
export function seededUuid(seed: number, ...names: (string | number)[]): string {
  const hex = seededHex(seed, ...names)
  const variant = ((parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** A number in [0, 1) made of seeded bytes. */
export function seededFraction(seed: number, ...names: (string | number)[]): number {
  return parseInt(seededHex(seed, ...names).slice(0, 12), 16) / 2 ** 48
}
