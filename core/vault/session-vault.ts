import { accountOf } from './stored-value.ts'
import type { StoredCredential, UnavailableReason, Vault } from './vault.ts'

/** Why there is no keychain, as the session vault repeats it to whoever asks. */
export interface SessionReason {
  reason: UnavailableReason
  detail?: string
}

/** Credentials in this process's memory only: nothing is written anywhere, all is gone at its end. */
export function createSessionVault(why: SessionReason): Vault {
  const entries = new Map<string, StoredCredential>()
  return {
    backend: async () => ({ kind: 'session', ...why }),
    get: async (ref, signal) => {
      signal?.throwIfAborted()
      const value = entries.get(accountOf(ref))
      return value ? { kind: 'ok', value: { ...value } } : { kind: 'not-found' }
    },
    set: async (ref, credential, signal) => {
      signal?.throwIfAborted()
      entries.set(accountOf(ref), { ...credential })
      return { kind: 'ok', value: null }
    },
    delete: async (ref, signal) => {
      signal?.throwIfAborted()
      return entries.delete(accountOf(ref)) ? { kind: 'ok', value: null } : { kind: 'not-found' }
    },
    close: () => entries.clear(),
  }
}
