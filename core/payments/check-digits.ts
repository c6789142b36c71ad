/** Nine digits' two check digits: modulo 11 with weights from 10 (11) down to 2. Source: Receita Federal, CPF. */
export function cpfDigits(nine: string): string {
  const digit = (digits: string): number => {
    const sum = [...digits].reduce((total, d, i) => total + Number(d) * (digits.length + 1 - i), 0)
    return ((sum * 10) % 11) % 10
  }
  const first = digit(nine)
  return `${first}${digit(`${nine}${first}`)}`
}

/**
 * Two check digits of twelve characters of a CNPJ: modulo 11 with weights 2 to 9 from the right; a character counts its
 * ASCII code less 48, so that digits count themselves. Source: Receita Federal, IN RFB 2.229/2024 (letters from July 2026).
 */
export function cnpjDigits(twelve: string): string {
  const digit = (characters: string): number => {
    const sum = [...characters]
      .toReversed()
      .reduce((total, c, i) => total + (c.charCodeAt(0) - 48) * (2 + (i % 8)), 0)
    const rest = sum % 11
    return rest < 2 ? 0 : 11 - rest
  }
  const first = digit(twelve)
  return `${first}${digit(`${twelve}${first}`)}`
}

const repeated = (text: string): boolean => new Set(text).size === 1

/** Whether eleven digits are a CPF: their check digits fit, and they are not one digit repeated. */
export const isCpf = (digits: string): boolean =>
  /^\d{11}$/.test(digits) && !repeated(digits) && cpfDigits(digits.slice(0, 9)) === digits.slice(9)

/** Whether fourteen characters are a CNPJ, with or without letters. */
export const isCnpj = (text: string): boolean =>
  /^[0-9A-Z]{12}\d{2}$/.test(text) &&
  !repeated(text) &&
  cnpjDigits(text.slice(0, 12)) === text.slice(12)
