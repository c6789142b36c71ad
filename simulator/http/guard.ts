/** Names under which a loopback server may be addressed. */
const NAMES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Whether to refuse a request before anything is read: a Host that is not ours (DNS rebinding),
 * or a browser page of another origin. Null lets it through.
 */
export function refusedByGuard(
  port: number,
  scheme: 'http' | 'https',
  headers: { host?: string | undefined; origin?: string | undefined },
): string | null {
  const hosts = NAMES.map((name) => `${name}:${port}`)
  if (!headers.host || !hosts.includes(headers.host.toLowerCase())) {
    return 'Host is not this simulator'
  }
  const origins = hosts.map((host) => `${scheme}://${host}`)
  if (headers.origin !== undefined && !origins.includes(headers.origin.toLowerCase())) {
    return 'browsers of other origins may not call the simulator'
  }
  return null
}
