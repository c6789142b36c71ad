import type { Dialect } from '../../core/model/environment.ts'
import { dialectFacts } from '../dialects.ts'

/**
 * Integer centavos as the dialect writes them: G1 whole centavos (`"4800"`), G2 and G3 decimal reais (`"48.00"`).
 * Source: docs/klavi-api.md §3.3; the factor of 100 between them is the API's most dangerous ambiguity.
 */
export const toWireAmount = (centavos: number, dialect: Dialect): string =>
  dialectFacts[dialect].amounts === 'centavos' ? String(centavos) : decimalAmount(centavos)

/** `48.00`: reais with two decimals and a dot, as G2, G3 and Open Finance Brasil write them. */
export function decimalAmount(centavos: number): string {
  const digits = String(centavos).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** A wire amount as integer centavos, or null where the dialect does not know that form. */
export function fromWireAmount(wire: string, dialect: Dialect): number | null {
  if (dialectFacts[dialect].amounts === 'centavos')
    return /^\d{1,15}$/.test(wire) ? Number(wire) : null
  const match = /^(\d{1,13})\.(\d{2})$/.exec(wire)
  return match === null ? null : Number(match[1]) * 100 + Number(match[2])
}
