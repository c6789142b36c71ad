import { describe, expect, it } from 'vitest'
import { createSessionVault } from '../../../../core/vault/session-vault.ts'

const ref = { profileId: 'p', environmentId: 'sandbox', set: 'default' }
const credential = {
  accessKey: 'access-key-1234',
  secretKey: 's',
  origin: 'https://api-testing.klavi.ai',
  savedAt: '2026-11-22T12:00:00.000Z',
}

describe('session vault', () => {
  it('keeps, gives and forgets a credential', async () => {
    const vault = createSessionVault({ reason: 'no-bus' })
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'not-found' })
    await vault.set(ref, credential)
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'ok', value: credential })
    await expect(vault.get({ ...ref, set: 'partner B' })).resolves.toEqual({ kind: 'not-found' })
    await expect(vault.get({ ...ref, profileId: 'q' })).resolves.toEqual({ kind: 'not-found' })
    await expect(vault.delete(ref)).resolves.toEqual({ kind: 'ok', value: null })
    await expect(vault.delete(ref)).resolves.toEqual({ kind: 'not-found' })
  })

  it('says why it is only for the session', async () => {
    const vault = createSessionVault({ reason: 'no-bus', detail: 'words' })
    await expect(vault.backend()).resolves.toEqual({
      kind: 'session',
      reason: 'no-bus',
      detail: 'words',
    })
  })

  it('hands out copies', async () => {
    const vault = createSessionVault({ reason: 'no-bus' })
    const own = { ...credential }
    await vault.set(ref, own)
    own.secretKey = 'changed'
    const answer = await vault.get(ref)
    if (answer.kind === 'ok') answer.value.origin = 'https://evil.test'
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'ok', value: credential })
  })

  it('forgets everything when it is closed', async () => {
    const vault = createSessionVault({ reason: 'no-bus' })
    await vault.set(ref, credential)
    vault.close()
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'not-found' })
  })

  it('does nothing for an aborted signal', async () => {
    const vault = createSessionVault({ reason: 'no-bus' })
    const aborted = AbortSignal.abort(new Error('cancelled'))
    await expect(vault.set(ref, credential, aborted)).rejects.toThrow('cancelled')
    await expect(vault.get(ref)).resolves.toEqual({ kind: 'not-found' })
  })
})
