import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/** Where Linux systems and the BSDs keep one file with all the authorities that they trust. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

export interface SystemAuthorities {
  /** PEM texts; empty where the system's store cannot be read. */
  pem: string[]
  /** What was read, for the exchange record: `system store`, a file's path, or `unavailable`. */
  source: string
}

export interface SystemSources {
  /** The runtime's own reader of the system's store: Node 22.15 and newer. */
  fromRuntime?: (() => string[]) | undefined
  files: readonly string[]
}

const runtime = (tls as { getCACertificates?: (type: 'system') => string[] }).getCACertificates
const usual: SystemSources = {
  fromRuntime: runtime === undefined ? undefined : () => runtime('system'),
  files: process.platform === 'win32' ? [] : bundles,
}

/** The authorities that the operating system trusts. */
export function systemAuthorities(sources: SystemSources = usual): SystemAuthorities {
  const pem = sources.fromRuntime?.() ?? []
  if (pem.length > 0) return { pem, source: 'system store' }
  for (const file of sources.files) {
    try {
      const text = readFileSync(file, 'utf8')
      if (text.includes('-----BEGIN CERTIFICATE-----')) return { pem: [text], source: file }
    } catch {
      // Not this kind of system: the next file.
    }
  }
  return { pem: [], source: 'unavailable' }
}
