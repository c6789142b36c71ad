import type { ErrorCode } from '../../failure.ts'
import { WireFault, type WirePhase } from './wire.ts'

interface ErrorLike {
  name?: string
  code?: string
  syscall?: string
  /** The phase, where got's TimeoutError. */
  event?: string
  message?: string
  /** OpenSSL's own words. */
  reason?: string
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
/** got's limits that are in force here: connections have their own, in connect.ts. */
const phases: Readonly<Record<string, WirePhase>> = { response: 'first-byte', request: 'total' }

/** What a thrown network error means. `connected`: whether this request ever had an open, verified connection. */
export function toWireFault(thrown: unknown, host: string, connected: boolean): WireFault {
  const own = findWireFault(thrown)
  if (own !== undefined) return own
  const error = (thrown ?? {}) as ErrorLike
  const fault = (code: ErrorCode, details: WireFault['details'], mayHaveArrived = connected) =>
    new WireFault(code, details, mayHaveArrived, bareCause(error))

  if (error.name === 'AbortError' || error.code === 'ERR_ABORTED') return fault('aborted', {})
  if (error.name === 'TimeoutError' || error.code === 'ETIMEDOUT') {
    // The system's own ETIMEDOUT names no phase: on an open connection it means a lost answer.
    const phase = phases[error.event ?? ''] ?? (connected ? 'first-byte' : 'connect')
    return fault('timeout', { host, phase })
  }
  const code = error.code ?? ''
  const reason = reasonOf(error)
  if (error.syscall === 'getaddrinfo') return fault('dns', { host })
  if (certificateCode.test(code)) return fault('tls', { host, reason }, false)
  if (tlsCode.test(code)) return fault('tls', { host, reason })
  if (/before secure TLS connection/i.test(reason)) return fault('tls', { host, reason }, false)
  if (code.startsWith('HPE_')) return fault('malformed-http', { host, reason })
  const known = byCode[code] ?? 'reset'
  return fault(known, known === 'tls' ? { host, reason } : { host })
}

/** Without what got hangs on its errors: the whole request, with its keys and its token. */
function bareCause({ name, code, message = 'unknown' }: ErrorLike): Error {
  return Object.assign(new Error(message), { name: name ?? 'Error', code })
}

/** got wraps what its request throws. */
function findWireFault(thrown: unknown): WireFault | undefined {
  let error = thrown
  for (let depth = 0; depth < 5 && error instanceof Error; depth += 1) {
    if (error instanceof WireFault) return error
    error = error.cause
  }
  return undefined
}

/** OpenSSL writes `id:error:number:library:function:REASON:file:line:`; only the reason says something to people. */
function reasonOf(error: ErrorLike): string {
  const message = error.reason ?? error.message ?? error.code ?? ''
  return /error:[0-9A-F]{8}:[^:]*:[^:]*:([^:\n]+)/i.exec(message)?.[1] ?? message
}
