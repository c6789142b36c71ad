import { isIP, connect as connectTcp, type Socket } from 'node:net'
import { rootCertificates, connect as connectTls, type TLSSocket } from 'node:tls'
import type { ExchangeTimings, TlsFacts } from '../../model/exchange.ts'
import type { ProxyAddress } from './proxy-address.ts'
import type { Trust } from './secure-context.ts'
import { tlsFacts } from './tls-facts.ts'
import { openTunnel } from './tunnel.ts'
import { toWireFault } from './wire-fault.ts'
import { WireFault, type WirePhase, type WireTimeouts } from './wire.ts'

/** How a host is reached; `trust` is absent for plain HTTP. */
export interface Route {
  host: string
  port: number
  proxy: ProxyAddress | undefined
  trust: Trust | undefined
}

/** The call that a connection is opened for. */
export interface Attempt {
  /** The host as messages name it, with its port where that is not the usual one. */
  host: string
  limits: WireTimeouts
  /** Its reason is the fault, where that is not just `aborted`. */
  signal: AbortSignal
}

/** What is known of an open connection, kept with its socket for every exchange that it serves. */
export interface Connection {
  socket: Socket
  /** Milliseconds; through a proxy `tcp` lasts until the tunnel stands. */
  phases: Pick<ExchangeTimings, 'dns' | 'tcp' | 'tls'>
  tls?: TlsFacts
  remoteAddress?: string
  /** Exchanges so far. */
  uses: number
}

/**
 * Opens a connection, TLS and the verification of the server's certificate included: a request gets it only when
 * nothing but the request itself is left to do. So whatever fails here was surely not sent.
 * @throws WireFault with `mayHaveArrived` false
 */
export async function connect(route: Route, attempt: Attempt): Promise<Connection> {
  const phases: Connection['phases'] = {}
  const tunnel = await (route.proxy === undefined ? direct : proxied)(route, attempt, phases)
  const { remoteAddress, remotePort } = tunnel
  const connection: Connection = { socket: tunnel, phases, uses: 0 }
  if (remoteAddress !== undefined) connection.remoteAddress = `${remoteAddress}:${remotePort}`
  if (route.trust === undefined) return connection
  const socket = await secured(tunnel, route.trust, route, attempt, phases)
  connection.socket = socket
  const facts = tlsFacts(socket, route.trust.used)
  if (facts !== undefined) connection.tls = facts
  return connection
}

function direct({ host, port }: Route, attempt: Attempt, phases: Connection['phases']) {
  let begun = performance.now()
  let phase: WirePhase = isIP(host) === 0 ? 'dns' : 'connect'
  const socket = connectTcp({ host, port })
  socket.once('lookup', (error) => {
    if (phase !== 'dns' || error) return
    phase = 'connect'
    phases.dns = since(begun)
    begun = performance.now()
  })
  return settled(socket, 'connect', attempt, attempt.limits.connect, () => phase).then(() => {
    phases.tcp = since(begun)
    return socket
  })
}

async function proxied(
  { host, port, proxy, trust }: Route,
  { host: shown, limits, signal }: Attempt,
  phases: Connection['phases'],
): Promise<Socket> {
  const { name } = proxy as ProxyAddress
  const begun = performance.now()
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limits.connect)
  const stop = AbortSignal.any([signal, late.signal])
  const added = trust?.added ?? []
  const opening = openTunnel(proxy as ProxyAddress, {
    host,
    port,
    shown,
    // The tunnel's own limit only cleans up behind this one.
    limit: limits.connect + 100,
    signal: stop,
    ca: added.length === 0 ? undefined : [...rootCertificates, ...added],
  })
  try {
    const socket = await Promise.race([opening, rejected(stop)])
    phases.tcp = since(begun)
    return socket
  } catch (thrown) {
    opening.then(
      (socket) => socket.destroy(),
      () => {},
    )
    if (signal.aborted) throw stopped(signal)
    if (late.signal.aborted) throw new WireFault('timeout', { host: name, phase: 'proxy' }, false)
    throw thrown
  } finally {
    clearTimeout(timer)
  }
}

const rejected = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const stop = (): void => reject(new Error('stopped'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })

async function secured(
  tunnel: Socket,
  { context }: Trust,
  { host }: Route,
  attempt: Attempt,
  phases: Connection['phases'],
): Promise<TLSSocket> {
  const begun = performance.now()
  const socket = connectTls({
    socket: tunnel,
    host,
    // RFC 6066 §3: no address may stand there; it is checked against the certificate all the same.
    servername: isIP(host) === 0 ? host : '',
    secureContext: context,
    ALPNProtocols: ['http/1.1'],
    // Said outright, so that no environment variable can switch it off.
    rejectUnauthorized: true,
  })
  await settled(socket, 'secureConnect', attempt, attempt.limits.tls, () => 'tls')
  phases.tls = since(begun)
  return socket
}

/** Waits for an event of a socket, for its failure, its limit or the caller's signal; whichever of these destroys it. */
function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  { host, signal }: Attempt,
  limit: number,
  phase: () => WirePhase,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (fault?: WireFault): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      socket.off(event, done).off('error', failed).off('close', ended)
      if (fault === undefined) return resolve()
      // Nobody listens any more, and a socket that is being destroyed may still fail.
      socket.on('error', () => {})
      socket.destroy()
      reject(fault)
    }
    const done = (): void => finish()
    const failed = (error: Error): void => finish(asFault(error, host, event))
    const ended = (): void => finish(closed(host, event))
    const aborted = (): void => finish(stopped(signal))
    const late = (): void => finish(new WireFault('timeout', { host, phase: phase() }, false))
    const timer = setTimeout(late, limit)
    socket.once(event, done).once('error', failed).once('close', ended)
    if (signal.aborted) aborted()
    else signal.addEventListener('abort', aborted, { once: true })
  })
}

const stopped = ({ reason }: AbortSignal): WireFault =>
  reason instanceof WireFault ? reason : new WireFault('aborted', {}, false)

function asFault(error: Error, host: string, event: 'connect' | 'secureConnect'): WireFault {
  const fault = toWireFault(error, host, false)
  return fault.code === 'reset' ? closed(host, event) : fault
}

function closed(host: string, event: 'connect' | 'secureConnect'): WireFault {
  if (event === 'connect') return new WireFault('connect', { host }, false)
  const reason = 'the connection was closed in the handshake'
  return new WireFault('tls', { host, reason }, false)
}

const since = (begun: number): number => round(performance.now() - begun)

/** To a hundredth of a millisecond. */
export const round = (milliseconds: number): number => Math.round(milliseconds * 100) / 100
