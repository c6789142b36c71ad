import { bypassesProxy } from '../../core/klavi/http/no-proxy.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY (in either case) name for an origin, as curl reads them.
 * Loopback never goes through one.
 */
export function proxyFromEnv(origin: string, env: Env): string | undefined {
  const url = new URL(origin)
  if (bypassesProxy(url, read(env, 'NO_PROXY') ?? '')) return undefined
  const proxy = read(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (proxy === undefined) return undefined
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

const read = (env: Env, name: string): string | undefined =>
  env[name.toLowerCase()] || env[name] || undefined
