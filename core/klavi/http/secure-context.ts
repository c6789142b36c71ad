import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import { applyClientCertificate } from './client-certificate.ts'
import { systemAuthorities } from './system-authorities.ts'
import type { WireRequest } from './wire.ts'

/** Whom this side trusts and as whom it shows itself. */
export interface Trust {
  context: SecureContext
  /** Every authority besides the built-in ones, as PEM; for what makes its own context (a proxy behind TLS). */
  added: string[]
  /** What was trusted, for the exchange record, e.g. `built-in`, `own`, `system store`. */
  used: string[]
}

type TrustRequest = Pick<WireRequest, 'ca' | 'systemTrust' | 'clientCertificate'>

/** Node's own handle, by which `createSecureContext` itself adds what it was given as `ca`. */
interface Handle {
  addCACert?: (pem: string) => void
}

/**
 * Authorities are always added to the built-in ones, never put in their place.
 * @throws WireFault `client-certificate`
 */
export function createTrust(request: TrustRequest): Trust {
  const own = request.ca ?? []
  const system = request.systemTrust === true ? systemAuthorities() : undefined
  const added = [...own, ...(system?.pem ?? [])]
  const used = ['built-in']
  if (own.length > 0) used.push('own')
  if (system !== undefined) used.push(system.source)
  const { clientCertificate } = request
  const make = (ca?: string[]): SecureContext =>
    applyClientCertificate(clientCertificate, (options) =>
      createSecureContext(ca === undefined ? options : { ...options, ca }),
    )
  const context = make()
  if (added.length === 0) return { context, added, used }
  const handle = context.context as Handle
  // Naming the built-in ones again as `ca` parses them all: 30 to 60 ms that each start of a command would pay.
  if (typeof handle.addCACert !== 'function') {
    return { context: make([...rootCertificates, ...added]), added, used }
  }
  for (const pem of added) handle.addCACert(pem)
  return { context, added, used }
}
