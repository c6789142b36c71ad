export type ExchangeStep =
  | 'auth'
  | 'participants'
  | 'create'
  | 'payment'
  | 'status'
  | 'cancel'
  | 'scheduled'
  | 'whitelabel'
  | 'other'

/** One request and its reply, redacted. */
export interface ExchangeSummary {
  id: string
  environmentId: string
  /** The payment (localId) that it belongs to. */
  localId?: string
  step: ExchangeStep
  /** UTC ISO time at which the request left. */
  at: string
  method: 'GET' | 'POST'
  url: string
  httpStatus?: number
  errorCode?: string
  latencyMs: number
  /** The exchange that this one repeats. */
  retryOf?: string
}

export type HeaderList = [name: string, value: string][]

/** Milliseconds per phase, as far as they were seen; a reused connection has no DNS, TCP or TLS phase. */
export interface ExchangeTimings {
  /** Waiting behind other calls to the same host. */
  queue?: number
  dns?: number
  tcp?: number
  tls?: number
  firstByte?: number
  download?: number
  total: number
}

export interface CertificateFacts {
  /** Distinguished names, e.g. `C=BR, O=Klavi, CN=api.klavi.ai`. */
  subject: string
  issuer: string
  /** UTC ISO times. */
  validFrom: string
  validTo: string
  /** Fingerprint, lower-case hex. */
  sha256: string
}

export interface TlsFacts {
  protocol: string
  cipher: string
  subject: string
  issuer: string
  /** UTC ISO time. */
  validTo: string
  /** The server's own certificate first. */
  chain?: CertificateFacts[]
  /** Whose authorities were trusted: `built-in`, `own`, and the system's by where they were read. */
  trust?: string[]
}

export interface ExchangeDetail extends ExchangeSummary {
  requestHeaders: HeaderList
  responseHeaders: HeaderList
  requestBytes: number
  responseBytes: number
  timings?: ExchangeTimings
  tls?: TlsFacts
  remoteAddress?: string
  /** The proxy that it went through, without its password. */
  proxy?: string
  /** Whether the connection had served an exchange before. */
  reused?: boolean
  /** The reply broke off: of its body there is what had come, its last field may be cut. */
  incomplete?: true
  /** SHA-256 (hex) of the decompressed response body, where it is kept in a file. */
  responseSha256?: string
  errorMessage?: string
}

/** A part of a body, as text; `total` is in characters. */
export interface BodySlice {
  text: string
  offset: number
  total: number
}
