const format = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' })

/**
 * Integer centavos as reais, exact at any size: `R$ 1.333,04`. In the Brazilian way in both languages: amounts are typed
 * so (docs/decisions/005-money.md), and one screen must not write the same money in two notations.
 */
export const formatBrl = (centavos: number): string => format.format(decimalText(centavos))

/** The decimal text of integer centavos, so that no amount passes through a float: 4800 → `48.00`. */
export function decimalText(centavos: number): `${number}` {
  const digits = String(Math.abs(centavos)).padStart(3, '0')
  const sign = centavos < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`
}
