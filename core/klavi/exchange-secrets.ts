import type { Redactor } from '../evidence/redactor.ts'
import { KlaviError } from '../failure.ts'
import type { Environment, ExchangeSecret } from '../model/environment.ts'
import { isoTime } from '../system.ts'
import type { CredentialRef, Vault } from '../vault/vault.ts'
import { refusal } from './vault-refusal.ts'

interface Ports {
  vault: Vault
  redactor: Redactor
  refOf(environment: Environment, set: string): CredentialRef
  /** Runs a call that the person may give up. */
  asked<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T>
  now(): number
}

const all: readonly ExchangeSecret[] = ['proxy-password', 'key-passphrase']

/** No set of keys can have such a name (isSetName). */
const setOf = (which: ExchangeSecret): string => `@${which}`

/** What a secret of the way is bound to: the proxy's address, or the file of the key. */
function ownerOf({ exchange }: Environment, which: ExchangeSecret): string | undefined {
  if (which === 'proxy-password') return exchange?.proxyUrl || undefined
  const { certFile, keyFile } = exchange?.clientCertificate ?? {}
  return keyFile ?? certFile
}

/**
 * Secrets of the way to a host, in the vault like the keys. Each is bound to the proxy or file that it was saved for, so
 * that a password never reaches another proxy.
 */
export function createExchangeSecrets(ports: Ports) {
  const { vault, redactor, refOf, asked } = ports

  const remove = async (environment: Environment, which: ExchangeSecret): Promise<void> => {
    const ref = refOf(environment, setOf(which))
    const answer = await asked((signal) => vault.delete(ref, signal))
    if (answer.kind !== 'ok' && answer.kind !== 'not-found') throw refusal(answer, environment)
  }

  return {
    async get(environment: Environment, which: ExchangeSecret): Promise<string | undefined> {
      const owner = ownerOf(environment, which)
      if (owner === undefined) return undefined
      const ref = refOf(environment, setOf(which))
      const answer = await asked((signal) => vault.get(ref, signal))
      if (answer.kind === 'not-found') return undefined
      if (answer.kind !== 'ok') throw refusal(answer, environment)
      redactor.add(answer.value.secretKey)
      return answer.value.origin === owner ? answer.value.secretKey : undefined
    },
    async set(
      environment: Environment,
      which: ExchangeSecret,
      secret: string | null,
    ): Promise<boolean> {
      if (secret === null) {
        await remove(environment, which)
        return false
      }
      const owner = ownerOf(environment, which)
      if (owner === undefined) throw new KlaviError('invalid-input', { detail: which })
      redactor.add(secret)
      const entry = {
        accessKey: which,
        secretKey: secret,
        origin: owner,
        savedAt: isoTime(ports.now()),
      }
      const ref = refOf(environment, setOf(which))
      const answer = await asked((signal) => vault.set(ref, entry, signal))
      if (answer.kind !== 'ok') throw refusal(answer, environment)
      return true
    },
    async forget(environment: Environment): Promise<void> {
      // Also those whose proxy or file is named no more: they were saved when it was.
      for (const which of all) {
        const ref = refOf(environment, setOf(which))
        const answer = await asked((signal) => vault.delete(ref, signal))
        const gone = answer.kind === 'ok' || answer.kind === 'not-found'
        // Where none can have been saved, a keychain that is not there keeps none either.
        const absent = answer.kind === 'unavailable' && ownerOf(environment, which) === undefined
        if (!gone && !absent) throw refusal(answer, environment)
      }
    },
  }
}
