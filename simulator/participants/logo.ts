import { seededFraction } from '../payments/seeded-ids.ts'
import type { Institution } from './institutions.ts'

const initials = (name: string): string =>
  name
    .split(/[\s-]+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .slice(-2)
    .map((word) => word[0])
    .join('')

const SHAPES = [
  '<circle cx="32" cy="32" r="30"/>',
  '<rect x="2" y="2" width="60" height="60" rx="14"/>',
  '<path d="M32 1 62 16v32L32 63 2 48V16z"/>',
  '<path d="M32 2c18 0 30 12 30 30v30H32C14 62 2 50 2 32S14 2 32 2z"/>',
]

/** A small generated SVG: a coloured shape with the institution's initials. */
export function logoOf(institution: Institution): string {
  const hue = Math.floor(seededFraction(0, 'hue', institution.slug) * 360)
  const shape = SHAPES[Math.floor(seededFraction(0, 'shape', institution.slug) * SHAPES.length)]
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">' +
    `<g fill="hsl(${hue} 62% 34%)">${shape ?? ''}</g>` +
    '<text x="32" y="41" font-family="sans-serif" font-size="26" font-weight="700" ' +
    `text-anchor="middle" fill="#fff">${initials(institution.name)}</text></svg>`
  )
}
