import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  faultCertificates,
  serverCertificate,
  type FaultCertificates,
  type KeyPair,
} from '../../../simulator/state/certificate.ts'

export interface ServerCertificates extends FaultCertificates {
  good: KeyPair
  /** PEM of the CA that signed all but `self-signed`. */
  ca: string
}

let made: Promise<ServerCertificates> | undefined

/** Good and bad certificates for 127.0.0.1, made once per process. */
export function serverCertificates(): Promise<ServerCertificates> {
  made ??= make()
  return made
}

async function make(): Promise<ServerCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'klavi-wire-'))
  try {
    const { ca, cert, key } = await serverCertificate(folder, Date.now())
    const faults = await faultCertificates(folder)
    if (faults === null) throw new Error('no certificates for faults were made')
    return { ...faults, good: { cert, key }, ca }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
