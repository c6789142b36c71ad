import { busSocketPaths } from './dbus-address.ts'
import { BusError, connectBus } from './dbus-client.ts'
import type { BusClient } from './dbus-client.ts'
import type { Unavailable } from './vault.ts'

const SECRETS = 'org.freedesktop.secrets'
const GNOME_KEYRING = 'org.gnome.keyring'
const GNOME_PROMPTER = 'org.gnome.keyring.SystemPrompter'

/** What the bus tells about the Secret Service without touching an entry or asking the person. */
export type SecretServiceState = { kind: 'ok'; locked: boolean; gnome: boolean } | Unavailable

/**
 * Looks for a bus, a Secret Service on it (which the bus may start), its default collection and that
 * one's lock (freedesktop.org Secret Service API 0.2, Service.ReadAlias and Collection.Locked). The
 * keyring library tells none of these apart: with no bus its `get` may answer as if there were no
 * entry, and a missing default collection shows only when something is stored.
 */
export async function probeSecretService(env: NodeJS.ProcessEnv): Promise<SecretServiceState> {
  let failure: Unavailable = { kind: 'unavailable', reason: 'no-bus' }
  for (const path of busSocketPaths(env)) {
    let bus: BusClient
    try {
      bus = await connectBus(path)
    } catch (error) {
      failure = { kind: 'unavailable', reason: 'no-bus', detail: (error as Error).message }
      continue
    }
    try {
      return await askService(bus)
    } catch (error) {
      const reason = error instanceof BusError ? 'no-secret-service' : 'no-bus'
      failure = { kind: 'unavailable', reason, detail: (error as Error).message }
    } finally {
      bus.close()
    }
  }
  return failure
}

async function askService(bus: BusClient): Promise<SecretServiceState> {
  const collection = await bus.call({
    destination: SECRETS,
    path: '/org/freedesktop/secrets',
    interface: 'org.freedesktop.Secret.Service',
    member: 'ReadAlias',
    args: ['default'],
  })
  // "/" is how the API says "none".
  if (typeof collection !== 'string' || collection === '/') {
    return { kind: 'unavailable', reason: 'no-default-keyring' }
  }
  const locked = await bus.call({
    destination: SECRETS,
    path: collection,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    args: ['org.freedesktop.Secret.Collection', 'Locked'],
  })
  return { kind: 'ok', locked: locked === true, gnome: await bus.hasOwner(GNOME_KEYRING) }
}

/**
 * After a prompt came back as dismissed: could it have been shown at all? gnome-keyring reports a
 * prompter that would not start (no display) exactly like a person who pressed Cancel; but one that
 * ran still owns its name for a while. Other services draw their own prompts and are believed.
 */
export async function promptWasShown(env: NodeJS.ProcessEnv): Promise<boolean> {
  for (const path of busSocketPaths(env)) {
    try {
      const bus = await connectBus(path)
      try {
        return !(await bus.hasOwner(GNOME_KEYRING)) || (await bus.hasOwner(GNOME_PROMPTER))
      } finally {
        bus.close()
      }
    } catch {
      continue
    }
  }
  return false
}
