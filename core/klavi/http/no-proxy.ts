import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../origin.ts'

/**
 * Whether a list in the form of NO_PROXY (commas or spaces between its entries) exempts a URL. An entry is `*`, a
 * host, a suffix (`.example.com` and `*.example.com`; `example.com` means itself and what is below it), an IP address
 * or a network (`10.0.0.0/8`), each with an optional `:port`. Loopback is always exempt.
 */
export function bypassesProxy(url: URL, list: string): boolean {
  if (isLoopback(url)) return true
  const host = bare(url.hostname.toLowerCase())
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && matches(entry, host, port))
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  const [name, only] = splitPort(entry)
  if (only !== undefined && only !== port) return false
  if (name.includes('/')) return inNetwork(name, host)
  if (isIP(name) !== 0) return sameAddress(name, host)
  const suffix = name.replace(/^\*?\./, '')
  if (suffix === '') return false
  // An address has no domain above it: 1.2.3 is not part of 10.1.2.3.
  const below = isIP(host) === 0 && host.endsWith(`.${suffix}`)
  return below || (host === suffix && !name.startsWith('*'))
}

/** An IPv6 address has a port only where it is in brackets. */
function splitPort(entry: string): [name: string, port: string | undefined] {
  if (isIP(entry) === 6) return [entry, undefined]
  const [, name = entry, port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? []
  return [bare(name), port]
}

const bare = (name: string): string =>
  name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name

function inNetwork(entry: string, host: string): boolean {
  const [network = '', bits = ''] = entry.split('/')
  const version = isIP(network)
  if (version === 0 || isIP(host) !== version || !/^\d{1,3}$/.test(bits)) return false
  if (Number(bits) > (version === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(network, Number(bits), version === 4 ? 'ipv4' : 'ipv6')
  return list.check(host, version === 4 ? 'ipv4' : 'ipv6')
}

const sameAddress = (one: string, other: string): boolean =>
  inNetwork(`${one}/${isIP(one) === 4 ? 32 : 128}`, other)
