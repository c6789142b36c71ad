import type { Buffer } from 'node:buffer'
import type { ErrorCode, FailureDetails } from '../../failure.ts'
import type { ExchangeTimings, HeaderList, TlsFacts } from '../../model/exchange.ts'

/** Milliseconds; each phase has its own limit, and the whole has one. */
export interface WireTimeouts {
  connect: number
  tls: number
  firstByte: number
  total: number
}

export const defaultTimeouts: WireTimeouts = {
  connect: 10_000,
  tls: 10_000,
  firstByte: 30_000,
  total: 60_000,
}

/** Bodies above this are not read (docs/klavi-api.md knows none that comes near). */
export const largestBody = 64 * 1024 * 1024

export interface WireRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  /** PEM texts trusted besides the built-in authorities. */
  ca?: string[]
  proxy?: string
  timeouts?: WireTimeouts
  signal?: AbortSignal
}

export interface WireReply {
  status: number
  headers: HeaderList
  body: Buffer
  timings: ExchangeTimings
  tls?: TlsFacts
  remoteAddress?: string
}

/**
 * A request that got no whole reply. `mayHaveArrived` is false only where it is sure that no byte of the request left
 * (name not found, connection or TLS refused): the difference between "not sent" and "outcome unknown".
 */
export class WireFault extends Error {
  readonly code: ErrorCode
  readonly details: FailureDetails
  readonly mayHaveArrived: boolean

  constructor(code: ErrorCode, details: FailureDetails, mayHaveArrived: boolean, cause?: unknown) {
    super(code, { cause })
    this.name = 'WireFault'
    this.code = code
    this.details = details
    this.mayHaveArrived = mayHaveArrived
  }
}

/** One HTTPS exchange, exactly once: no retry, no redirect. Rejects with WireFault only. */
export interface Wire {
  /** Loads what the first exchange needs, so that its latency is the network's alone. */
  prepare(): Promise<void>
  exchange(request: WireRequest): Promise<WireReply>
  close(): void
}
