/** One EMV field: two digits of id, two digits of length, the value. */
export interface TlvField {
  id: string
  value: string
}

/**
 * Reads EMV fields end to end; lengths count characters. Undefined where they do not add up or one is empty.
 * Source: EMV MPM 3.2 (a field that is present has a value).
 */
export function readTlv(text: string): TlvField[] | undefined {
  const characters = Array.from(text)
  const fields: TlvField[] = []
  for (let at = 0; at < characters.length;) {
    const head = /^(\d{2})(\d{2})$/.exec(characters.slice(at, at + 4).join(''))
    const [, id = '', length = '0'] = head ?? []
    const end = at + 4 + Number(length)
    if (head === null || length === '00' || end > characters.length) return undefined
    fields.push({ id, value: characters.slice(at + 4, end).join('') })
    at = end
  }
  return fields
}

export const writeTlv = (id: string, value: string): string =>
  `${id}${String(Array.from(value).length).padStart(2, '0')}${value}`

/** The value of the first field with an id. */
export const fieldIn = (fields: readonly TlvField[] | undefined, id: string): string | undefined =>
  fields?.find((field) => field.id === id)?.value
