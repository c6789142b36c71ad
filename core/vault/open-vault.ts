import { createKeychainClient } from './keychain-client.ts'
import type { KeychainClientOptions } from './keychain-client.ts'
import { createKeychainVault } from './keychain-vault.ts'
import { createSessionVault } from './session-vault.ts'
import type { Vault } from './vault.ts'

/**
 * The vault for this run: the platform's keychain where it answers within 3 s, else memory for the
 * session, with the reason. A locked keychain is chosen too. Asks the person nothing, stores nothing.
 */
export async function openVault(options: KeychainClientOptions): Promise<Vault> {
  const keychain = createKeychainVault(createKeychainClient(options))
  const backend = await keychain.backend()
  if (backend.kind === 'keychain') return keychain
  keychain.close()
  const { reason, detail } = backend
  return createSessionVault(detail === undefined ? { reason } : { reason, detail })
}

/** A vault that `openVault` chooses at the first call, so that a start of the program waits for nothing. */
export function lazyVault(options: KeychainClientOptions): Vault {
  let opened: Promise<Vault> | undefined
  const vault = (): Promise<Vault> => (opened ??= openVault(options))
  return {
    backend: async (ref) => (await vault()).backend(ref),
    get: async (ref, signal) => (await vault()).get(ref, signal),
    set: async (ref, credential, signal) => (await vault()).set(ref, credential, signal),
    delete: async (ref, signal) => (await vault()).delete(ref, signal),
    close: () => void opened?.then((open) => open.close()),
  }
}
