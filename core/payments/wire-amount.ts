import type { Dialect } from '../model/environment.ts'

/**
 * Integer centavos as the dialect writes them: G1 whole centavos (`"4800"`), G2 and G3 decimal reais (`"48.00"`).
 * Source: docs/klavi-api.md §3.3; the factor of 100 between them is the API's most dangerous ambiguity.
 */
export function toWireAmount(centavos: number, dialect: Dialect): string {
  if (dialect === 'g1') return String(centavos)
  const digits = String(centavos).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A wire amount as integer centavos, or null where the dialect does not know that form. */
export function fromWireAmount(wire: string, dialect: Dialect): number | null {
  const match = dialect === 'g1' ? /^\d{1,15}$/.exec(wire) : /^(\d{1,13})\.(\d{2})$/.exec(wire)
  if (match === null) return null
  return dialect === 'g1' ? Number(wire) : Number(match[1]) * 100 + Number(match[2])
}
