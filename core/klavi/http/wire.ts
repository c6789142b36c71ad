import type { Buffer } from 'node:buffer'
import type { Duplex } from 'node:stream'
import type { ErrorCode, FailureDetails } from '../../failure.ts'
import type { ExchangeTimings, HeaderList, TlsFacts } from '../../model/exchange.ts'

/**
 * Milliseconds; each phase has its own limit, and the whole has one, from the moment that it has its turn (waiting
 * behind other calls to the same host is not counted).
 */
export interface WireTimeouts {
  /** Finding the name and opening the connection; through a proxy until the tunnel stands. */
  connect: number
  tls: number
  /** From the last byte sent to the reply's headers. */
  firstByte: number
  total: number
}

/** Where a limit struck, as in the details of a `timeout`. */
export type WirePhase = 'dns' | 'connect' | 'proxy' | 'tls' | 'first-byte' | 'total'

export const defaultTimeouts: WireTimeouts = {
  connect: 10_000,
  tls: 10_000,
  firstByte: 30_000,
  total: 60_000,
}

/** Bodies above this, decompressed, are not read, unless the request says otherwise. */
export const largestBody = 64 * 1024 * 1024

/** No environment can ask for more: a body is read as one string, which can hold about twice as many characters. */
export const largestLimit = 256 * 1024 * 1024

/** Bodies above this, decompressed, go to a file where the request names a folder for it. */
export const largestInMemory = 1024 * 1024

/** A certificate that this side shows: PEM texts, or the bytes of a PFX (PKCS#12). */
export type ClientCertificate = {
  /** The file's name, for messages only. */
  file: string
  passphrase?: string
} & ({ cert: string; key: string } | { pfx: Uint8Array })

export interface WireRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  /** PEM texts, of one or more certificates each, trusted besides the built-in authorities. */
  ca?: string[]
  /** Whether the authorities that the system trusts are trusted, too. */
  systemTrust?: boolean
  clientCertificate?: ClientCertificate
  /** `http://`, `https://`, `socks5://` (names found here) or `socks5h://` (found by the proxy); absent or `none`: direct. */
  proxy?: string
  /** Hosts that are reached directly, as NO_PROXY says it; where given, loopback always is (no-proxy.ts). */
  noProxy?: string
  timeouts?: WireTimeouts
  /** Bytes, decompressed, that are read at most; `largestBody` where absent. */
  largestBody?: number
  /** Where a body above `largestInMemory` is put, as it came; absent: it is kept in memory. */
  bodyFolder?: string
  /**
   * What is between a large body and its file, e.g. a redactor, made when the reply's headers are there; it does not
   * change `bytes` and `sha256`.
   */
  bodyFilter?: (headers: HeaderList) => Duplex
  /**
   * On a connection that is opened for it: one that was kept alive may have been closed by the server while the request
   * was on its way, which nobody could tell from a lost answer.
   */
  fresh?: boolean
  signal?: AbortSignal
}

/** What is known of an exchange besides its body; for one that failed, as far as it came. */
export interface WireSeen {
  /** The headers that really left, those that HTTP itself adds included. */
  sentHeaders?: HeaderList
  status?: number
  headers?: HeaderList
  timings?: ExchangeTimings
  tls?: TlsFacts
  /** `address:port` of the server, or of the proxy where there is one. */
  remoteAddress?: string
  /** The proxy, without its password. */
  proxy?: string
  /** Whether the connection had served an exchange before. */
  reused?: boolean
  /** Of a reply that failed: what had come of its body, decompressed, up to `largestInMemory`. */
  partialBody?: Buffer
}

export interface WireReply extends WireSeen {
  status: number
  headers: HeaderList
  /** Decompressed, otherwise as it came; empty where `bodyFile` is there. */
  body: Buffer
  /** A file of its own, readable by this user only, which the caller deletes. */
  bodyFile?: string
  /** Size of the decompressed body. */
  bytes: number
  /** Size of the body on the wire, without the framing of chunks. */
  wireBytes: number
  /** Hex, of the decompressed body; for a body in a file only. */
  sha256?: string
  timings: ExchangeTimings
  reused: boolean
}

/**
 * A request that got no whole reply. `mayHaveArrived` is false only where it is sure that no byte of the request left
 * (name not found, connection or TLS refused): the difference between "not sent" and "outcome unknown".
 */
export class WireFault extends Error {
  readonly code: ErrorCode
  readonly details: FailureDetails
  readonly mayHaveArrived: boolean
  seen: WireSeen = {}

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
