import { rulesOf } from '../klavi/dialects/index.ts'
import type { Dialect } from '../model/environment.ts'

/**
 * Integer centavos as the dialect writes them: G1 whole centavos (`"4800"`), G2 and G3 decimal reais (`"48.00"`).
 * Source: docs/klavi-api.md §3.3; the factor of 100 between them is the API's most dangerous ambiguity.
 */
export const toWireAmount = (centavos: number, dialect: Dialect): string =>
  rulesOf(dialect).toWireAmount(centavos)

/** A wire amount as integer centavos, or null where the dialect does not know that form. */
export const fromWireAmount = (wire: string, dialect: Dialect): number | null =>
  rulesOf(dialect).fromWireAmount(wire)
