import { EventEmitter } from 'node:events'
import type { ClientRequest, ClientRequestArgs } from 'node:http'
import type { Socket } from 'node:net'
import type { ProxyAddress } from './proxy-address.ts'
import { WireFault } from './wire.ts'

export interface TunnelRequest {
  host: string
  port: number
  /** The host as messages name it. */
  shown: string
  /** Milliseconds until the proxy must have answered. */
  limit: number
  signal: AbortSignal
  /** PEM texts trusted for a proxy behind TLS, besides the built-in ones: all of them, or undefined for those alone. */
  ca: string[] | undefined
}

/**
 * A connection to a host through a proxy, on which TLS or HTTP can begin. The libraries are loaded here, so that only
 * those who have a proxy pay for them.
 * @throws WireFault `proxy`, `proxy-auth` or, where a SOCKS proxy leaves names to this side, `dns`
 */
export async function openTunnel(proxy: ProxyAddress, request: TunnelRequest): Promise<Socket> {
  try {
    return await (proxy.kind === 'socks' ? bySocks : byConnect)(proxy, request)
  } catch (thrown) {
    throw proxyFault(thrown, proxy, request)
  }
}

/** HTTP CONNECT (RFC 9110 §9.3.6), with basic authentication where the address has a user. */
async function byConnect({ url }: ProxyAddress, request: TunnelRequest): Promise<Socket> {
  const { HttpProxyAgent } = await import('hpagent')
  const { protocol, port, username, password } = url
  // hpagent hands the host to http.request as it is, which takes no brackets.
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const { signal, ca, limit, host } = request
  // All of it reaches https.request; hpagent's types name a few fields only.
  const options = { signal, rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) }
  const agent = new HttpProxyAgent({
    keepAlive: true,
    proxy: { hostname, protocol, port, username, password } as URL,
    proxyRequestOptions: options as object,
  })
  const target: ClientRequestArgs = {
    host: host.includes(':') ? `[${host}]` : host,
    port: request.port,
    timeout: limit,
  }
  return new Promise((resolve, reject) => {
    agent.createConnection(target, (error, socket) => {
      if (error) reject(error)
      else resolve(socket as Socket)
    })
  })
}

async function bySocks({ url }: ProxyAddress, request: TunnelRequest): Promise<Socket> {
  const { SocksProxyAgent } = await import('socks-proxy-agent')
  const { host, port, limit } = request
  const agent = new SocksProxyAgent(url, { timeout: limit })
  // It only tells its request that the tunnel stands, and destroys it when that is idle for too long.
  const nobody = Object.assign(new EventEmitter(), { destroy() {} }) as unknown as ClientRequest
  const socket = await agent.connect(nobody, { host, port, secureEndpoint: false })
  // The limit is for the proxy's answer; a slow reply of the server has limits of its own.
  socket.setTimeout(0)
  socket.removeAllListeners('timeout')
  return socket
}

/** The cause is left out: SOCKS errors carry the options, with the password. */
function proxyFault(thrown: unknown, proxy: ProxyAddress, target: TunnelRequest): WireFault {
  const { code, message, syscall, hostname } = (thrown ?? {}) as NodeJS.ErrnoException & {
    hostname?: string
  }
  const host = proxy.name
  if (syscall === 'getaddrinfo' && hostname === target.host) {
    return new WireFault('dns', { host: target.shown }, false)
  }
  const status = /^Bad response: (\d+)/.exec(message ?? '')?.[1]
  if (status === '407' || /Authentication failed|no accepted auth/i.test(message ?? '')) {
    return new WireFault('proxy-auth', { host }, false)
  }
  return new WireFault('proxy', { host, reason: reasonOf(status, code, message) }, false)
}

function reasonOf(status?: string, code?: string, message = ''): string {
  if (status !== undefined) return `HTTP ${status}`
  if (code?.startsWith('HPE_')) return 'the answer is not HTTP'
  // SOCKS errors have no code: the system's stands in their text. Any other text may quote what it was given.
  const system = /^connect (E[A-Z]+)|getaddrinfo (E[A-Z_]+)/.exec(message)
  const words = /^(?:Socks|Received invalid Socks|Socket closed|Proxy )[\w ()-]*/i.exec(message)
  return code ?? system?.[1] ?? system?.[2] ?? words?.[0] ?? 'no usable answer'
}
