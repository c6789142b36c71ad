const minute = 60_000

/** How long a status may last by the documentation, in milliseconds (docs/klavi-api.md §3.5). */
const documented: Readonly<Record<string, number>> = {
  CONSENT_AWAITING_AUTHORIZATION: 60 * minute,
  CONSENT_AUTHORIZED: 5 * minute,
  PAYMENT_PARTIALLY_ACCEPTED: 24 * 60 * minute,
}

export const limitOf = (status: string): number | undefined => documented[status]

/** How long a consent's address can be opened for, in milliseconds (docs/klavi-api.md §3.5). */
export const consentWindowMs = minute

/** Whether an address is of this machine, where a phone's camera leads nowhere. */
export function isLoopbackUrl(address: string): boolean {
  try {
    const { hostname } = new URL(address)
    return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
  } catch {
    return true
  }
}
