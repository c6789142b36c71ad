import type { ErrorCode } from '../../failure.ts'
import { WireFault } from './wire.ts'

interface GotLike {
  name?: string
  code?: string
  /** The phase, where a TimeoutError. */
  event?: string
  message?: string
  cause?: unknown
}

const byCode: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'connect',
  EHOSTUNREACH: 'connect',
  ENETUNREACH: 'connect',
  EADDRNOTAVAIL: 'connect',
  EPROTO: 'tls',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
}
/** The server's certificate was refused by this side, before anything was written to it. */
const certificateCode =
  /^(?:ERR_TLS_CERT_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/
/** Any other fault of TLS; one in mid-connection comes after the request may have been written. */
const tlsCode = /^(?:ERR_TLS_|ERR_SSL_)/
/** Limits that end before the first byte of the request is written. */
const earlyPhases = new Set(['lookup', 'connect', 'secureConnect'])

/** What a thrown network error means. `connected`: whether this request ever had an open, verified connection. */
export function toWireFault(thrown: unknown, host: string, connected: boolean): WireFault {
  if (thrown instanceof WireFault) return thrown
  const error = (thrown ?? {}) as GotLike
  if (error.name === 'AbortError' || error.code === 'ERR_ABORTED') {
    return new WireFault('aborted', {}, connected, thrown)
  }
  if (error.name === 'TimeoutError' || error.code === 'ETIMEDOUT') {
    // The system's own ETIMEDOUT names no phase: on an open connection it means a lost answer.
    const phase = error.event ?? (connected ? 'response' : 'connect')
    return new WireFault('timeout', { host, phase }, connected && !earlyPhases.has(phase), thrown)
  }
  const code = error.code ?? ''
  const reason = error.message ?? code
  if (certificateCode.test(code)) return new WireFault('tls', { host, reason }, false, thrown)
  if (tlsCode.test(code)) return new WireFault('tls', { host, reason }, connected, thrown)
  if (/before secure TLS connection/i.test(reason)) {
    return new WireFault('tls', { host, reason }, false, thrown)
  }
  const known = byCode[code] ?? 'reset'
  const details = known === 'tls' ? { host, reason } : { host }
  return new WireFault(known, details, connected, thrown)
}
