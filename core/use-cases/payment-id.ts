import { KlaviError } from '../failure.ts'

/** No id of Klavi's is longer (docs/klavi-api.md §3.3: a UUID). */
const longest = 200

/**
 * An id of Klavi's as a person pasted it. It becomes a part of an address: what would lead to another one is refused.
 * @throws KlaviError invalid-input
 */
export function checkedPaymentId(typed: string): string {
  const id = typed.trim()
  const fits = /^[\w.~:-]+$/.test(id) && !/^\.+$/.test(id) && id.length <= longest
  if (!fits) throw new KlaviError('invalid-input', { field: 'paymentId', detail: id.slice(0, 80) })
  return id
}
