import { LOOPBACK } from '../http/listener.ts'
import type { SimulatorState } from '../options.ts'
import { caFileIn } from './certificate.ts'
import { readIdentity } from './identity.ts'
import type { Identity } from './identity.ts'
import { probeIdentity } from './identity-probe.ts'
import { readIfThere } from './private-file.ts'

/**
 * What another process needs in order to talk to the simulator of this folder; null before its
 * first start is complete. Says nothing about whether it runs: ask `isSimulatorRunning`.
 */
export async function readSimulatorState(folder: string): Promise<SimulatorState | null> {
  const identity = await readIdentity(folder)
  if (!identity) return null
  const caFile = caFileIn(folder)
  if (identity.tls && (await readIfThere(caFile)) === null) return null
  return {
    instanceId: identity.instanceId,
    port: identity.port,
    tls: identity.tls,
    url: `${identity.tls ? 'https' : 'http'}://${LOOPBACK}:${identity.port}`,
    ...(identity.tls && { caFile }),
    accessKey: identity.accessKey,
    secretKey: identity.secretKey,
    dialect: identity.dialect,
  }
}

async function answersAs(folder: string, identity: Identity): Promise<boolean> {
  const ca = identity.tls ? await readIfThere(caFileIn(folder)) : null
  if (identity.tls && ca === null) return false
  return (await probeIdentity(identity.port, ca)) === identity.instanceId
}

/** Whether the folder's own simulator (not some other program) answers at the folder's port. */
export async function isSimulatorRunning(folder: string): Promise<boolean> {
  const identity = await readIdentity(folder)
  return identity !== null && answersAs(folder, identity)
}
