import { domainToUnicode } from 'node:url'
import { KlaviError } from '../failure.ts'
import { mixesScripts, skeletonOf } from './look-alikes.ts'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Klavi's own domain (docs/klavi-api.md §1): what only looks like it is refused. */
const klaviDomain = 'klavi.ai'

/** Whether a URL's host is this machine itself. */
export const isLoopback = (url: URL): boolean =>
  loopbackHosts.has(url.hostname) || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)

/**
 * The origin that a typed address means, in ASCII. https only; http for loopback. An address with a user name, a path, a
 * query or a fragment, with a trailing dot, or written so that only a URL parser sees its host, is refused rather than
 * cut, so that what is shown is what is called (docs/klavi-api.md §1).
 * @throws KlaviError `insecure-origin`, `origin-look-alike` or `invalid-input`
 */
export function parseOrigin(typed: string): string {
  const invalid = (): KlaviError => new KlaviError('invalid-input', { detail: typed })
  // `https:/host`, `https:\\host`, `%61pi.host` and tabs inside are all read by URL as some host.
  if (!/^[a-z]+:\/\/[^\s\\%@?#]+$/i.test(typed) || !URL.canParse(typed)) throw invalid()
  const url = new URL(typed)
  const extras = url.username + url.password + url.search + url.hash
  if (extras !== '' || url.pathname !== '/') throw invalid()
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw url.hostname === '' ? invalid() : new KlaviError('insecure-origin', { origin: typed })
  }
  // `api.klavi.ai.` is the same host to DNS and another one to everything that compares.
  if (url.hostname.endsWith('.') || url.hostname.includes('..')) throw invalid()
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw new KlaviError('insecure-origin', { origin: typed })
  }
  const like = looksLike(url.hostname)
  if (like !== undefined) {
    const host = unicodeHost(url.origin) ?? url.hostname
    throw new KlaviError('origin-look-alike', { host, ascii: url.hostname, like })
  }
  return url.origin
}

/** The host as people read it, where it is not ASCII; the ASCII form (`xn--…`) is what is called. */
export function unicodeHost(origin: string): string | undefined {
  const { hostname } = new URL(origin)
  const read = domainToUnicode(hostname)
  return read === '' || read === hostname ? undefined : read
}

/** Whether a host is Klavi's or below it. */
const isKlavi = (hostname: string): boolean =>
  hostname === klaviDomain || hostname.endsWith(`.${klaviDomain}`)

/** What a host could be taken for that it is not; undefined for an honest one. */
function looksLike(hostname: string): string | undefined {
  if (isKlavi(hostname) && !hostname.includes('xn--')) return undefined
  const read = domainToUnicode(hostname) || hostname
  const skeleton = skeletonOf(read)
  const wanted = skeletonOf(klaviDomain)
  if (skeleton === wanted || skeleton.endsWith(`.${wanted}`)) return klaviDomain
  return mixesScripts(read) ? skeleton : undefined
}

/** Whether a host bears Klavi's name without being Klavi's, e.g. `api.klavi.ai.example`: not refused, but said. */
export const mentionsKlavi = (origin: string): boolean => {
  const { hostname } = new URL(origin)
  return !isKlavi(hostname) && skeletonOf(hostname).includes(skeletonOf('klavi'))
}
