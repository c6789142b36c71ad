import { isLoopback } from '../../core/klavi/origin.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY (in either case) name for an origin, as curl reads them.
 * Loopback never goes through one.
 */
export function proxyFromEnv(origin: string, env: Env): string | undefined {
  const url = new URL(origin)
  if (isLoopback(url) || isExempt(url, read(env, 'NO_PROXY'))) return undefined
  const proxy = read(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (proxy === undefined) return undefined
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

const read = (env: Env, name: string): string | undefined =>
  env[name.toLowerCase()] || env[name] || undefined

function isExempt({ hostname, port, protocol }: URL, list: string | undefined): boolean {
  const portOf = port || (protocol === 'https:' ? '443' : '80')
  return (list ?? '').split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true
    const [, host = '', only] = /^\*?\.?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
    if (host === '' || (only !== undefined && only !== portOf)) return false
    return hostname === host || hostname.endsWith(`.${host}`)
  })
}
