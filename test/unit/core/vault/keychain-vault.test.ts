import { describe, expect, it } from 'vitest'
import { createKeychainClient } from '../../../../core/vault/keychain-client.ts'
import type {
  ChildChannel,
  KeychainAnswer,
  KeychainRequest,
} from '../../../../core/vault/keychain-protocol.ts'
import { createKeychainVault } from '../../../../core/vault/keychain-vault.ts'
import { lazyVault, openVault } from '../../../../core/vault/open-vault.ts'
import { encodeStored } from '../../../../core/vault/stored-value.ts'
import type { CredentialRef, StoredCredential } from '../../../../core/vault/vault.ts'

const ref: CredentialRef = { profileId: 'p', environmentId: 'sandbox', set: 'default' }
const credential: StoredCredential = {
  accessKey: 'access-key-1234',
  secretKey: 'a secret',
  origin: 'https://api-testing.klavi.ai',
  savedAt: '2026-11-22T12:00:00.000Z',
}

/** A child that answers every call from a function, the keychain found first unless it is unavailable. */
function answering(
  answer: (request: KeychainRequest) => KeychainAnswer,
  seen: KeychainRequest[] = [],
) {
  let started = 0
  const spawn = (): ChildChannel => {
    started++
    let hear: (message: unknown) => void = () => undefined
    return {
      post: (request) => {
        seen.push(request)
        const given = answer(request)
        const { id } = request
        if (given.kind !== 'unavailable') {
          hear({ id, type: 'found', keychain: { name: 'secret-service', locked: false } })
        }
        hear({ id, type: 'done', answer: given })
      },
      onMessage: (listener) => (hear = listener),
      onExit: () => undefined,
      kill: () => undefined,
    }
  }
  return { spawn, seen, started: () => started }
}

const vaultOver = (
  answer: (request: KeychainRequest) => KeychainAnswer,
  seen?: KeychainRequest[],
) => createKeychainVault(createKeychainClient({ spawn: answering(answer, seen).spawn }))

describe('keychain vault', () => {
  it('names the entry by service and account and stores one JSON string', async () => {
    const seen: KeychainRequest[] = []
    const vault = vaultOver(() => ({ kind: 'ok', value: null }), seen)
    await expect(vault.set(ref, credential)).resolves.toEqual({ kind: 'ok', value: null })
    const { service, account } = seen[0] as KeychainRequest
    expect({ service, account }).toEqual({ service: 'klavi-tester', account: 'p/sandbox/default' })
    expect(seen[0]).toHaveProperty('secret', JSON.stringify({ version: 1, ...credential }))
  })

  it('reads back what was stored', async () => {
    const vault = vaultOver(() => ({ kind: 'ok', value: encodeStored(credential) }))
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'ok', value: credential })
  })

  it.each([
    { kind: 'not-found' },
    { kind: 'locked' },
    { kind: 'denied' },
    { kind: 'unavailable', reason: 'no-bus', detail: 'words' },
  ] as const)('passes $kind on as it is, for each call', async (answer) => {
    const vault = vaultOver(() => answer)
    await expect(vault.get(ref)).resolves.toEqual(answer)
    await expect(vault.set(ref, credential)).resolves.toEqual(answer)
    await expect(vault.delete(ref)).resolves.toEqual(answer)
  })

  it('calls an entry of unknown form unreadable, never not-found', async () => {
    for (const value of ['not json', '{"version":2}', null]) {
      const vault = vaultOver(() => ({ kind: 'ok', value }))
      await expect(vault.get(ref)).resolves.toEqual({ kind: 'unavailable', reason: 'unreadable' })
    }
  })

  it('says lost when a keychain that was there does not answer any more', async () => {
    const vault = vaultOver(() => ({ kind: 'unavailable', reason: 'no-bus' }))
    await expect(vault.backend()).resolves.toEqual({ kind: 'lost', reason: 'no-bus' })
  })

  it('tells the backend at once while a call waits for the person', async () => {
    let hear: (message: unknown) => void = () => undefined
    const requests: KeychainRequest[] = []
    const spawn = (): ChildChannel => ({
      post: (request) => {
        requests.push(request)
        hear({ id: request.id, type: 'found', keychain: { name: 'secret-service', locked: true } })
      },
      onMessage: (listener) => (hear = listener),
      onExit: () => undefined,
      kill: () => undefined,
    })
    const vault = createKeychainVault(createKeychainClient({ spawn }))
    const pending = vault.get(ref)
    await expect(vault.backend()).resolves.toEqual({
      kind: 'keychain',
      name: 'secret-service',
      locked: true,
    })
    expect(requests).toHaveLength(1)
    vault.close()
    await expect(pending).resolves.toMatchObject({ kind: 'unavailable' })
  })
})

describe('openVault', () => {
  it('takes the keychain where the probe finds one', async () => {
    const vault = await openVault({ spawn: answering(() => ({ kind: 'ok', value: null })).spawn })
    await expect(vault.backend()).resolves.toEqual({
      kind: 'keychain',
      name: 'secret-service',
      locked: false,
    })
    vault.close()
  })

  it('falls back to memory with the reason', async () => {
    const { spawn } = answering(() => ({
      kind: 'unavailable',
      reason: 'no-secret-service',
      detail: 'why',
    }))
    const vault = await openVault({ spawn })
    const backend = { kind: 'session', reason: 'no-secret-service', detail: 'why' }
    await expect(vault.backend()).resolves.toEqual(backend)
    await vault.set(ref, credential)
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'ok', value: credential })
  })

  it('starts nothing before the first call when it is lazy, and chooses once', async () => {
    const { spawn, started, seen } = answering(() => ({ kind: 'unavailable', reason: 'no-bus' }))
    const vault = lazyVault({ spawn })
    expect(started()).toBe(0)
    await vault.set(ref, credential)
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'ok', value: credential })
    await expect(vault.backend()).resolves.toEqual({ kind: 'session', reason: 'no-bus' })
    expect(seen).toHaveLength(1)
    await expect(vault.delete(ref)).resolves.toEqual({ kind: 'ok', value: null })
    vault.close()
  })
})
