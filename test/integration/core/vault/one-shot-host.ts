import { forkKeychainChild } from '../../../../core/vault/fork-child.ts'
import { DEFAULT_LIMITS } from '../../../../core/vault/keychain-client.ts'
import { openVault } from '../../../../core/vault/open-vault.ts'

// A command that saves a credential and is done. It closes nothing, and its child is kept for long:
// an idle child must not keep it alive.
const modulePath = process.argv[2]
if (!modulePath) throw new Error('Usage: one-shot-host CHILD')
const limits = { ...DEFAULT_LIMITS, idleMs: 600_000 }
const vault = await openVault({ spawn: forkKeychainChild({ modulePath }), limits })
const ref = { profileId: 'profile-1', environmentId: 'sandbox', set: 'default' }
const credential = {
  accessKey: 'host-access-key',
  secretKey: process.env['KLAVI_SECRET_KEY'] ?? '',
  origin: 'https://api-testing.klavi.ai',
  savedAt: '2026-11-22T12:00:00.000Z',
}
console.log((await vault.set(ref, credential)).kind)
if (process.argv[3] === 'stay') setInterval(() => undefined, 60_000)
