import { X509Certificate, createPrivateKey } from 'node:crypto'
import { join } from 'node:path'
import type { SelfsignedOptions, SubjectAltNameEntry } from 'selfsigned'
import { readIfThere, writePrivateFile } from './private-file.ts'

const DAY_MS = 86_400_000
/** Apple and the CA/Browser Forum refuse server certificates of more than 398 days. */
const LIFETIME_DAYS = 397
const RENEW_WITHIN_DAYS = 7

export interface KeyPair {
  cert: string
  key: string
}

/** Certificates for the faults, made along with the good one while the CA's key exists. */
export type FaultCertificates = Record<'expired' | 'self-signed' | 'wrong-host', KeyPair>

/** PEM texts of the server's certificate and of the CA that signed it. */
export interface ServerCertificate extends KeyPair {
  caFile: string
  ca: string
}

export function caFileIn(folder: string): string {
  return join(folder, 'ca.pem')
}

function stillGood(ca: string, cert: string, key: string, now: number): boolean {
  try {
    const leaf = new X509Certificate(cert)
    return (
      leaf.checkIssued(new X509Certificate(ca)) &&
      leaf.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(leaf.validFrom) <= now &&
      Date.parse(leaf.validTo) - now > RENEW_WITHIN_DAYS * DAY_MS
    )
  } catch {
    return false
  }
}

interface Made extends KeyPair {
  ca: string
  faults: FaultCertificates
}

async function generateAll(now: number): Promise<Made> {
  // Loaded only here: it costs more time than all the rest of a start.
  const { generate } = await import('selfsigned')
  const common = {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY_MS),
    notAfterDate: new Date(now + (LIFETIME_DAYS - 1) * DAY_MS),
  } as const
  const authority = await generate([{ name: 'commonName', value: 'Klavi simulator CA' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  const ca = { key: authority.private, cert: authority.cert }
  const loopback: SubjectAltNameEntry[] = [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
    { type: 7, ip: '::1' },
  ]
  const leaf = async (
    changes: SelfsignedOptions,
    altNames: SubjectAltNameEntry[] = loopback,
  ): Promise<KeyPair> => {
    const made = await generate([{ name: 'commonName', value: 'Klavi simulator' }], {
      ...common,
      ...changes,
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames },
      ],
    })
    return { cert: made.cert, key: made.private }
  }
  const past = {
    notBeforeDate: new Date(now - 30 * DAY_MS),
    notAfterDate: new Date(now - 2 * DAY_MS),
  }
  const good = await leaf({ ca })
  const faults = {
    expired: await leaf({ ca, ...past }),
    'self-signed': await leaf({}),
    // RFC 2606: no such host can ever exist.
    'wrong-host': await leaf({ ca }, [{ type: 2, value: 'bank.invalid' }]),
  }
  // The CA's private key ends here: nobody can ever sign another certificate with it.
  return { ca: ca.cert, ...good, faults }
}

const faultFileIn = (folder: string): string => join(folder, 'fault-certificates.json')

/** The certificates that faults present; null when the folder has none. */
export async function faultCertificates(folder: string): Promise<FaultCertificates | null> {
  const text = await readIfThere(faultFileIn(folder))
  return text === null ? null : (JSON.parse(text) as FaultCertificates)
}

/**
 * The folder's certificate for 127.0.0.1, ::1 and localhost, with the CA that signed it.
 * All are made anew when absent, damaged or within 7 days of their end.
 */
export async function serverCertificate(folder: string, now: number): Promise<ServerCertificate> {
  const caFile = caFileIn(folder)
  const certFile = join(folder, 'server-cert.pem')
  const keyFile = join(folder, 'server-key.pem')
  const [ca, cert, key] = await Promise.all([caFile, certFile, keyFile].map(readIfThere))
  if (ca && cert && key && stillGood(ca, cert, key, now)) return { caFile, ca, cert, key }
  const { faults, ...made } = await generateAll(now)
  await writePrivateFile(faultFileIn(folder), JSON.stringify(faults))
  await writePrivateFile(keyFile, made.key)
  await writePrivateFile(certFile, made.cert)
  await writePrivateFile(caFile, made.ca)
  return { caFile, ...made }
}
