import { join } from 'node:path'
import { createSessionVault } from '../../core/vault/session-vault.ts'
import type { Unavailable, UnavailableReason, Vault } from '../../core/vault/vault.ts'

/** Which environments' keys this run may look for, and where; grows while the run finds out what it needs. */
export interface KeySources {
  /** Keys that came with this run, the simulator's own or by environment variables: never written anywhere. */
  memory: Set<string>
  /** Keys that the person saved. Of all other environments a one-shot command asks the keychain nothing. */
  keychain: Set<string>
}

/**
 * The vault of a one-shot command. The keychain is opened at the first need; a machine without one answers
 * `unavailable` then, because memory that ends with the command is no place to look for saved keys.
 */
export function createCliVault(sources: KeySources): Vault {
  const memory = createSessionVault({ reason: 'failed' })
  let opened: Promise<Vault> | undefined
  const vaultFor = async (environmentId: string): Promise<Vault> =>
    sources.keychain.has(environmentId) && !sources.memory.has(environmentId)
      ? (opened ??= openKeychain())
      : memory

  return {
    backend: async (ref) =>
      (ref === undefined
        ? ((await opened) ?? memory)
        : await vaultFor(ref.environmentId)
      ).backend(),
    get: async (ref, signal) => (await vaultFor(ref.environmentId)).get(ref, signal),
    set: async (ref, credential, signal) =>
      (await vaultFor(ref.environmentId)).set(ref, credential, signal),
    delete: async (ref, signal) => (await vaultFor(ref.environmentId)).delete(ref, signal),
    close: () => {
      memory.close()
      void opened?.then((vault) => vault.close())
    },
  }
}

async function openKeychain(): Promise<Vault> {
  const [{ openVault }, { forkKeychainChild }] = await Promise.all([
    import('../../core/vault/open-vault.ts'),
    import('../../core/vault/fork-child.ts'),
  ])
  // The bundle's chunks lie beside the child's own bundle, out/cli/keychain-child.js.
  const vault = await openVault({
    spawn: forkKeychainChild({ modulePath: join(import.meta.dirname, 'keychain-child.js') }),
  })
  const backend = await vault.backend()
  return backend.kind === 'session' ? refusing(vault, backend.reason, backend.detail) : vault
}

function refusing(vault: Vault, reason: UnavailableReason, detail?: string): Vault {
  const unavailable: Unavailable = {
    kind: 'unavailable',
    reason,
    ...(detail !== undefined && { detail }),
  }
  const answer = (): Promise<Unavailable> => Promise.resolve(unavailable)
  return { ...vault, get: answer, set: answer, delete: answer }
}
