import { createHash } from 'node:crypto'
import { ConnectionAgent } from './connection-agent.ts'
import { bypassesProxy } from './no-proxy.ts'
import { readProxy } from './proxy-address.ts'
import { createTrust } from './secure-context.ts'
import { createSlots, type Slots } from './slots.ts'
import type { WireRequest } from './wire.ts'

/** Calls at once to one host; the others wait for their turn. */
const callsPerHost = 16

/** A pool of connections that have the same proxy, trust and client certificate. */
export interface Pool {
  agent: ConnectionAgent
  /** The proxy's address without its password; undefined for a direct connection. */
  proxy: string | undefined
  slotsFor(host: string): Slots
}

export interface Agents {
  /** @throws WireFault `proxy`, `client-certificate` */
  poolFor(request: WireRequest): Pool
  close(): void
}

export function createAgents(): Agents {
  const pools = new Map<string, Pool>()

  return {
    poolFor(request) {
      const url = new URL(request.url)
      const exempt = request.noProxy !== undefined && bypassesProxy(url, request.noProxy)
      const proxy = exempt ? undefined : readProxy(request.proxy)
      const secure = url.protocol === 'https:'
      const key = keyOf(secure, proxy?.url.href, request)
      const found = pools.get(key)
      if (found !== undefined) return found
      const agent = new ConnectionAgent({ proxy, trust: secure ? createTrust(request) : undefined })
      const slots = new Map<string, Slots>()
      const pool: Pool = {
        agent,
        proxy: proxy?.name,
        slotsFor(host) {
          const own = slots.get(host) ?? createSlots(callsPerHost)
          slots.set(host, own)
          return own
        },
      }
      pools.set(key, pool)
      return pool
    },
    close() {
      for (const { agent } of pools.values()) agent.destroy()
      pools.clear()
    },
  }
}

/** A digest, so that no passphrase lies about in a key. */
function keyOf(secure: boolean, proxy: string | undefined, request: WireRequest): string {
  const { ca = [], systemTrust = false, clientCertificate } = request
  const parts: (string | Uint8Array)[] = [String(secure), proxy ?? '', String(systemTrust), ...ca]
  if (clientCertificate !== undefined) {
    const { file, passphrase = '' } = clientCertificate
    parts.push('client', file, passphrase)
    if ('pfx' in clientCertificate) parts.push(clientCertificate.pfx)
    else parts.push(clientCertificate.cert, clientCertificate.key)
  }
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex')
}
