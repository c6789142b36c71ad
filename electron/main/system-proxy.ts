/** Schemes of the words in which Chromium names a proxy; a SOCKS5 proxy finds names itself, as Chromium lets it. */
const schemes: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4a',
  SOCKS4: 'socks4a',
  SOCKS5: 'socks5h',
}

/**
 * The first proxy of an answer of `session.resolveProxy` (`PROXY host:port; SOCKS5 host:port; DIRECT`) as an address;
 * undefined for a direct connection and for a kind that is not known (QUIC).
 */
export function readProxyAnswer(answer: string): string | undefined {
  for (const entry of answer.split(';')) {
    const [kind = '', host = ''] = entry.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return undefined
    const scheme = schemes[kind.toUpperCase()]
    if (scheme !== undefined && host !== '') return `${scheme}://${host}`
  }
  return undefined
}
