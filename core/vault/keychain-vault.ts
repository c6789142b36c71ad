import type { KeychainClient } from './keychain-client.ts'
import type { KeychainAnswer } from './keychain-protocol.ts'
import { KEYCHAIN_SERVICE, accountOf, decodeStored, encodeStored } from './stored-value.ts'
import type { StoredCredential, Vault, VaultAnswer, VaultBackend } from './vault.ts'

// The probe opens an entry without reading it; no credential reference can have this name.
const PROBE_ACCOUNT = 'probe'

/** The vault over the platform's keychain, all of whose calls run in the client's child. */
export function createKeychainVault(client: KeychainClient): Vault {
  const service = KEYCHAIN_SERVICE
  return {
    backend: async (): Promise<VaultBackend> => {
      // A probe would have to wait for the call under way, and so perhaps for a person.
      const waiting = await client.underWay()
      if (waiting) return { kind: 'keychain', ...waiting }
      const { answer, keychain } = await client.ask({
        op: 'probe',
        service,
        account: PROBE_ACCOUNT,
      })
      if (answer.kind === 'unavailable') return { ...answer, kind: 'lost' }
      if (keychain) return { kind: 'keychain', ...keychain }
      return { kind: 'lost', reason: 'failed' }
    },
    get: async (ref, signal) => {
      const { answer } = await client.ask({ op: 'get', service, account: accountOf(ref) }, signal)
      return readAnswer(answer)
    },
    set: async (ref, credential, signal) => {
      const secret = encodeStored(credential)
      const { answer } = await client.ask(
        { op: 'set', service, account: accountOf(ref), secret },
        signal,
      )
      return plainAnswer(answer)
    },
    delete: async (ref, signal) => {
      const { answer } = await client.ask(
        { op: 'delete', service, account: accountOf(ref) },
        signal,
      )
      return plainAnswer(answer)
    },
    close: () => client.close(),
  }
}

function readAnswer(answer: KeychainAnswer): VaultAnswer<StoredCredential> {
  if (answer.kind !== 'ok') return answer
  const value = answer.value === null ? undefined : decodeStored(answer.value)
  // Not `not-found`: that would invite the caller to write over an entry that someone else made.
  return value ? { kind: 'ok', value } : { kind: 'unavailable', reason: 'unreadable' }
}

function plainAnswer(answer: KeychainAnswer): VaultAnswer<null> {
  return answer.kind === 'ok' ? { kind: 'ok', value: null } : answer
}
