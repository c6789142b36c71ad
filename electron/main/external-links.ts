/** Loopback as a host name of a URL: 127.0.0.0/8, ::1 and `localhost` (RFC 6761 §6.3). */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  )
}

/** The consent pages that Klavi (or the simulator) named in this run: the only places a browser may be sent to. */
export interface ConsentHosts {
  add(consentUrl: string | undefined): void
  /** The address to open, or undefined where it must not be opened. */
  allowed(address: string): string | undefined
}

/**
 * https to a host that a payment's consent URL has; http only where that host is loopback, for the embedded
 * simulator's page. An address with a user name in it is refused: it is made to look like another host.
 */
export function createConsentHosts(): ConsentHosts {
  const origins = new Set<string>()
  return {
    add(consentUrl) {
      const url = openable(consentUrl)
      if (url) origins.add(url.origin)
    },
    allowed(address) {
      const url = openable(address)
      return url && origins.has(url.origin) ? url.href : undefined
    },
  }
}

function openable(address: string | undefined): URL | undefined {
  let url: URL
  try {
    url = new URL(address ?? '')
  } catch {
    return undefined
  }
  if (url.username !== '' || url.password !== '') return undefined
  if (url.protocol === 'https:') return url
  return url.protocol === 'http:' && isLoopbackHost(url.hostname) ? url : undefined
}
