/** A name as lists show it: the first name and the initials of the rest (`Maria S. S.`). */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  return [first, ...rest.map((part) => `${[...part][0] ?? ''}.`)].join(' ')
}
