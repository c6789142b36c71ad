import { WireFault } from './wire.ts'

export interface ProxyAddress {
  kind: 'http' | 'https' | 'socks'
  url: URL
  /** `scheme://host:port`, without user and password: the only form that may be shown. */
  name: string
}

const kinds: Readonly<Record<string, ProxyAddress['kind']>> = {
  'http:': 'http',
  'https:': 'https',
  'socks:': 'socks',
  'socks4:': 'socks',
  'socks4a:': 'socks',
  'socks5:': 'socks',
  'socks5h:': 'socks',
}

/**
 * Reads a proxy's address; undefined means a direct connection.
 * @throws WireFault `proxy`; what was typed is not repeated, it may hold a password
 */
export function readProxy(text: string | undefined): ProxyAddress | undefined {
  if (text === undefined || text === '' || text === 'none') return undefined
  const withScheme = text.includes('://') ? text : `http://${text}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined
  const kind = kinds[url?.protocol ?? '']
  if (url === undefined || kind === undefined || url.hostname === '') {
    throw new WireFault('proxy', { host: '?', reason: 'invalid address' }, false)
  }
  return { kind, url, name: `${url.protocol}//${url.host}` }
}
