/** What was typed as a whole number from `min` to `max`; null where it is none. */
export function wholeNumber(text: string, min: number, max: number): number | null {
  const trimmed = text.trim()
  if (!/^-?\d{1,12}$/.test(trimmed)) return null
  const value = Number(trimmed)
  return value >= min && value <= max ? value : null
}
