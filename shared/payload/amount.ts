/** Why a text is no amount. */
export type AmountProblem = 'missing' | 'malformed' | 'zero' | 'too-large' | 'decimals'

export type AmountReading = { ok: true; centavos: number } | { ok: false; problem: AmountProblem }

const spaces = /[\u00a0\u202f\u2009]/g
const brazilian = /^(\d{1,3}(?:\.\d{3})+|\d+),(\d+)$/
const grouped = /^\d{1,3}(?:\.\d{3})+$/
const plain = /^(\d+)(?:\.(\d+))?$/

/**
 * Reads an amount in reais as people type it: `48,00`, `1.333,04`, `R$ 48,00`, `1333.00`, `48`. A dot before exactly
 * three digits groups thousands (pt-BR): `1.333` is R$ 1,333.00. Plain digits are whole reais.
 * @returns integer centavos, or why it is no amount
 */
export function readReais(text: string): AmountReading {
  const typed = text
    .replace(spaces, ' ')
    .trim()
    .replace(/^R\$\s*/i, '')
  if (typed === '') return { ok: false, problem: text.trim() === '' ? 'missing' : 'malformed' }
  const parts = split(typed)
  if (parts === undefined) return { ok: false, problem: 'malformed' }
  const [whole, decimals] = parts
  if (decimals.length > 2) return { ok: false, problem: 'decimals' }
  const centavos = Number(BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0')))
  if (!Number.isSafeInteger(centavos)) return { ok: false, problem: 'too-large' }
  if (centavos === 0) return { ok: false, problem: 'zero' }
  return { ok: true, centavos }
}

function split(typed: string): [whole: string, decimals: string] | undefined {
  const withComma = brazilian.exec(typed)
  if (withComma) return [(withComma[1] ?? '').replaceAll('.', ''), withComma[2] ?? '']
  if (grouped.test(typed)) return [typed.replaceAll('.', ''), '']
  const withDot = plain.exec(typed)
  if (withDot) return [withDot[1] ?? '', withDot[2] ?? '']
  return undefined
}

/** `R$ 48,00`, always in the Brazilian way, with a plain space. */
export function formatReais(centavos: number): string {
  const sign = centavos < 0 ? '-' : ''
  const digits = String(Math.abs(centavos)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.')
  return `${sign}R$ ${whole},${digits.slice(-2)}`
}
