import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import type { CertificateFacts, TlsFacts } from '../../model/exchange.ts'

/** More than any real chain has; a guard against a circle of issuers. */
const longestChain = 10

/** What was agreed in a handshake; undefined where the socket shows no certificate. */
export function tlsFacts(socket: TLSSocket, trust: string[]): TlsFacts | undefined {
  const chain = chainOf(socket.getPeerCertificate(true))
  const leaf = socket.getPeerCertificate()
  if (chain[0] === undefined) return undefined
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.name ?? '',
    subject: String(leaf.subject?.CN ?? chain[0].subject),
    issuer: String(leaf.issuer?.CN ?? chain[0].issuer),
    validTo: chain[0].validTo,
    chain,
    trust,
  }
}

/** From the server's own certificate up, as far as the server or the trusted authorities give it. */
function chainOf(leaf: Partial<DetailedPeerCertificate>): CertificateFacts[] {
  const chain: CertificateFacts[] = []
  let certificate: Partial<DetailedPeerCertificate> | undefined = leaf
  while (certificate?.subject !== undefined && chain.length < longestChain) {
    const sha256 = (certificate.fingerprint256 ?? '').replaceAll(':', '').toLowerCase()
    // An authority that signed itself is its own issuer.
    if (chain.at(-1)?.sha256 === sha256) break
    chain.push({
      subject: distinguishedName(certificate.subject),
      issuer: distinguishedName(certificate.issuer ?? {}),
      validFrom: isoDate(certificate.valid_from),
      validTo: isoDate(certificate.valid_to),
      sha256,
    })
    certificate = certificate.issuerCertificate
  }
  return chain
}

const distinguishedName = (parts: object): string =>
  Object.entries(parts)
    .map(([name, value]) => `${name}=${[value].flat().join('+')}`)
    .join(', ')

function isoDate(text = ''): string {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? text : date.toISOString()
}
