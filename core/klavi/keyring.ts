import { m } from '../../messages/index.ts'
import type { Redactor } from '../evidence/redactor.ts'
import { KlaviError } from '../failure.ts'
import type { CredentialStatus, VaultStatus } from '../model/credential.ts'
import type { Environment } from '../model/environment.ts'
import { isoTime } from '../system.ts'
import { fingerprint } from '../vault/fingerprint.ts'
import type { StoredCredential, Vault, VaultAnswer, VaultBackend } from '../vault/vault.ts'

export interface Keys {
  accessKey: string
  secretKey: string
}

export interface Keyring {
  status(environment: Environment): Promise<CredentialStatus>
  save(environment: Environment, keys: Keys, nowMs: number): Promise<CredentialStatus>
  delete(environment: Environment): Promise<CredentialStatus>
  /**
   * The keys, for one auth call.
   * @throws KlaviError no-credential, credential-origin, vault-locked, vault-denied, vault-unavailable
   */
  keys(environment: Environment): Promise<Keys>
  cancelWait(): void
}

export interface KeyringPorts {
  vault: Vault
  profileId: string
  redactor: Redactor
  /** Told whenever credentials turn out to be kept in memory only. */
  onSession(reason: string): void
}

/**
 * Credentials by environment. Each is bound to the origin it was saved for: the check stands here, before any key can
 * reach a request. The simulator's are bound to the simulator itself, whose port may change.
 */
export function createKeyring(ports: KeyringPorts): Keyring {
  const { vault, redactor } = ports
  const waiting = new Set<AbortController>()

  const refOf = (environment: Environment) => ({
    profileId: ports.profileId,
    environmentId: environment.id,
    set: 'default',
  })

  /** A call that the person set off, and may give up while the keychain waits for them. */
  const asked = async <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const controller = new AbortController()
    waiting.add(controller)
    try {
      return await call(controller.signal)
    } finally {
      waiting.delete(controller)
    }
  }

  const statusOfVault = (backend: VaultBackend): VaultStatus => {
    if (backend.kind === 'keychain') return { kind: 'keychain', detail: backend.name }
    ports.onSession(backend.reason)
    return { kind: 'session', detail: reasonWords(backend.reason) }
  }

  const status = async (environment: Environment): Promise<CredentialStatus> => {
    const backend = await vault.backend()
    const where = statusOfVault(backend)
    // Reading a locked keychain would open its dialog before the person has asked for anything.
    if (backend.kind === 'keychain' && backend.locked) return { state: 'locked', vault: where }
    return statusOf(await vault.get(refOf(environment)), where)
  }

  return {
    status,
    async save(environment, keys, nowMs) {
      redactor.add(keys.accessKey)
      redactor.add(keys.secretKey)
      const credential: StoredCredential = {
        ...keys,
        origin: boundTo(environment),
        savedAt: isoTime(nowMs),
      }
      const answer = await asked((signal) => vault.set(refOf(environment), credential, signal))
      if (answer.kind !== 'ok') throw refusal(answer, environment)
      return statusOf({ kind: 'ok', value: credential }, statusOfVault(await vault.backend()))
    },
    async delete(environment) {
      const answer = await asked((signal) => vault.delete(refOf(environment), signal))
      if (answer.kind !== 'ok' && answer.kind !== 'not-found') throw refusal(answer, environment)
      return { state: 'absent', vault: statusOfVault(await vault.backend()) }
    },
    async keys(environment) {
      const answer = await asked((signal) => vault.get(refOf(environment), signal))
      if (answer.kind !== 'ok') throw refusal(answer, environment)
      const { accessKey, secretKey, origin } = answer.value
      redactor.add(accessKey)
      redactor.add(secretKey)
      if (origin !== boundTo(environment)) {
        throw new KlaviError('credential-origin', { environment: environment.name, origin })
      }
      return { accessKey, secretKey }
    },
    cancelWait() {
      for (const controller of waiting) controller.abort(new KlaviError('aborted'))
    },
  }
}

const boundTo = (environment: Environment): string =>
  environment.kind === 'simulator' ? 'simulator' : environment.origin

function statusOf(answer: VaultAnswer<StoredCredential>, vault: VaultStatus): CredentialStatus {
  if (answer.kind === 'not-found') return { state: 'absent', vault }
  if (answer.kind !== 'ok') return { state: answer.kind, vault }
  const mark = fingerprint(answer.value.accessKey)
  const status: CredentialStatus = {
    state: vault.kind === 'keychain' ? 'stored' : 'session',
    savedAt: answer.value.savedAt,
    vault,
  }
  return mark === undefined ? status : { ...status, fingerprint: mark }
}

function refusal(
  answer: Exclude<VaultAnswer<unknown>, { kind: 'ok' }>,
  environment: Environment,
): KlaviError {
  if (answer.kind === 'not-found') {
    return new KlaviError('no-credential', { environment: environment.name })
  }
  if (answer.kind === 'locked') return new KlaviError('vault-locked')
  if (answer.kind === 'denied') return new KlaviError('vault-denied')
  return new KlaviError('vault-unavailable', {
    reason: answer.detail ?? reasonWords(answer.reason),
  })
}

/** The reason of an unavailable keychain in words, in the language in force. */
export function reasonWords(reason: string): string {
  const words: Record<string, () => string> = {
    'no-bus': m.vault_reason_no_bus,
    'no-secret-service': m.vault_reason_no_secret_service,
    'no-default-keyring': m.vault_reason_no_default_keyring,
    silent: m.vault_reason_silent,
    'no-library': m.vault_reason_no_library,
  }
  return (words[reason] ?? m.vault_reason_other)()
}
