import { KlaviError } from '../failure.ts'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a URL's host is this machine itself. */
export const isLoopback = (url: URL): boolean =>
  loopbackHosts.has(url.hostname) || /^127\.\d+\.\d+\.\d+$/.test(url.hostname)

/**
 * The origin that a typed address means. https only; http for loopback. An address with a user name, a path, a query
 * or a fragment is refused rather than cut, so that what is shown is what is called (docs/klavi-api.md §1).
 * @throws KlaviError `insecure-origin` or `invalid-input`
 */
export function parseOrigin(typed: string): string {
  if (!URL.canParse(typed)) throw new KlaviError('invalid-input', { detail: typed })
  const url = new URL(typed)
  const extras = url.username + url.password + url.search + url.hash
  if (extras !== '' || url.pathname !== '/')
    throw new KlaviError('invalid-input', { detail: typed })
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    throw new KlaviError('insecure-origin', { origin: typed })
  }
  return url.origin
}
