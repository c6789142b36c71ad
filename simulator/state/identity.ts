import { generateKeyPairSync, randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { SimulatorDialect } from '../options.ts'
import { createPrivateFile, readIfThere, writePrivateFile } from './private-file.ts'

/** What makes this simulator the same one after a restart. Secret: it holds keys. */
export interface Identity {
  instanceId: string
  accessKey: string
  secretKey: string
  /** Opens the `/__simulator` routes to other processes of the same person. */
  controlKey: string
  port: number
  pagePort: number
  tls: boolean
  dialect: SimulatorDialect
  seed: number
  /** ES256 private key that signs access tokens. */
  signingKey: JsonWebKey
}

const identityPath = (folder: string): string => join(folder, 'identity.json')

/** A new identity, not yet written anywhere. */
export function makeIdentity(): Identity {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    instanceId: randomUUID(),
    accessKey: `sim-access-${randomBytes(12).toString('hex')}`,
    secretKey: `sim-secret-${randomBytes(24).toString('hex')}`,
    controlKey: randomBytes(24).toString('hex'),
    port: 0,
    pagePort: 0,
    tls: true,
    dialect: 'g1',
    seed: randomInt(2 ** 31),
    signingKey: privateKey.export({ format: 'jwk' }),
  }
}

function isIdentity(value: unknown): value is Identity {
  const it = value as Identity
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof it.instanceId === 'string' &&
    typeof it.accessKey === 'string' &&
    typeof it.secretKey === 'string' &&
    typeof it.controlKey === 'string' &&
    Number.isInteger(it.port) &&
    Number.isInteger(it.pagePort) &&
    Number.isInteger(it.seed) &&
    typeof it.tls === 'boolean' &&
    ['g1', 'g2', 'g3'].includes(it.dialect) &&
    typeof it.signingKey === 'object' &&
    it.signingKey !== null &&
    typeof it.signingKey.d === 'string'
  )
}

/** The folder's identity; null when there is none or it cannot be read as one. */
export async function readIdentity(folder: string): Promise<Identity | null> {
  const text = await readIfThere(identityPath(folder))
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isIdentity(value) ? value : null
  } catch {
    return null
  }
}

/**
 * Writes a first identity; answers false when another process wrote one in the meantime.
 * A damaged file is set aside under another name, never deleted.
 */
export async function createIdentity(folder: string, identity: Identity): Promise<boolean> {
  const path = identityPath(folder)
  if ((await readIfThere(path)) !== null && (await readIdentity(folder)) === null) {
    await rename(path, `${path}.damaged-${randomUUID()}`)
  }
  return createPrivateFile(path, JSON.stringify(identity, null, 2))
}

export async function writeIdentity(folder: string, identity: Identity): Promise<void> {
  await writePrivateFile(identityPath(folder), JSON.stringify(identity, null, 2))
}
