import { describe, expect, it, vi } from 'vitest'
import { createRedactor } from '../../../../core/evidence/redactor.ts'
import { builtInEnvironments } from '../../../../core/klavi/environments.ts'
import type { CredentialMemory } from '../../../../core/klavi/credential-memory.ts'
import { createKeyring } from '../../../../core/klavi/keyring.ts'
import type { Vault } from '../../../../core/vault/vault.ts'

const [simulator, sandbox] = builtInEnvironments

const nothingRemembered: CredentialMemory = {
  remembered: () => undefined,
  setsOf: () => [],
  remember: () => undefined,
  forget: () => undefined,
  lastUse: () => undefined,
  settled: async () => undefined,
}

/** A keychain whose dialog stays open: saving ends only by its signal. */
function openDialog() {
  const backend = vi.fn<Vault['backend']>(async () => ({
    kind: 'keychain',
    name: 'secret-service',
    locked: false,
  }))
  const vault: Vault = {
    backend,
    get: async () => ({ kind: 'not-found' }),
    set: (_ref, _credential, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      }),
    delete: async () => ({ kind: 'not-found' }),
    close: () => undefined,
  }
  const keyring = createKeyring({
    vault,
    profileId: 'p',
    redactor: createRedactor(),
    memory: nothingRemembered,
    now: () => 0,
    onSession: () => undefined,
    onLost: () => undefined,
  })
  return { backend, keyring }
}

describe('keyring', () => {
  it('gives up what the person waits for, though other keys were looked up meanwhile', async () => {
    const { keyring } = openDialog()
    const saving = keyring.save(sandbox!, {
      accessKey: 'ak-0123456789',
      secretKey: 'sk-0123456789',
    })
    await keyring.status(simulator!)
    keyring.cancelWait()
    await expect(saving).rejects.toMatchObject({ code: 'aborted' })
  })

  it('asks the keychain about itself once for a status', async () => {
    const { backend, keyring } = openDialog()
    await keyring.status(sandbox!)
    expect(backend).toHaveBeenCalledTimes(1)
  })
})
