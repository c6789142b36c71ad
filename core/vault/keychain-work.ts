import { classifyKeychainError } from './keychain-errors.ts'
import type { FoundKeychain, KeychainAnswer, KeychainRequest } from './keychain-protocol.ts'
import { probeSecretService, promptWasShown } from './secret-service.ts'
import type { KeychainName } from './vault.ts'

type Keyring = typeof import('keytar')
/** What is used of the library's AsyncEntry. */
type Entry = Pick<
  InstanceType<Keyring['AsyncEntry']>,
  'getPassword' | 'setPassword' | 'deleteCredential'
>

// Without this the library falls back to the kernel's keyring in silence, which a reboot empties.
const OPTIONS = { linux: { store: 'secret-service' } } as const

const NAMES: Partial<Record<NodeJS.Platform, KeychainName>> = {
  linux: 'secret-service',
  darwin: 'macos-keychain',
  win32: 'windows-credential-manager',
}

/** Does one call inside the keychain child. `found` is called once the keychain is known to answer. */
export async function doKeychainCall(
  request: KeychainRequest,
  found: (keychain: FoundKeychain) => void,
): Promise<KeychainAnswer> {
  const name = NAMES[process.platform]
  if (!name) return { kind: 'unavailable', reason: 'no-library', detail: process.platform }
  const state =
    name === 'secret-service'
      ? await probeSecretService(process.env)
      : ({ kind: 'ok', locked: false, gnome: false } as const)
  if (state.kind !== 'ok') return state

  let keyring: Keyring
  try {
    keyring = await import('keytar')
  } catch (error) {
    return { kind: 'unavailable', reason: 'no-library', detail: String(error).slice(0, 300) }
  }
  try {
    const open = (): Entry => new keyring.AsyncEntry(request.service, request.account, OPTIONS)
    const entry = open()
    found({ name, locked: state.locked })
    const answer = await perform(request, entry, open)
    // gnome-keyring lists the entries of a locked collection too; of others this is not known.
    const unsure = answer.kind === 'not-found' && state.locked && !state.gnome
    return unsure ? { kind: 'locked' } : answer
  } catch (error) {
    const answer = classifyKeychainError(error)
    const unseen = answer.kind === 'denied' && state.locked && !(await promptWasShown(process.env))
    return unseen ? { kind: 'locked' } : answer
  }
}

/** One call on an entry; `open` makes the entry anew, for reading back past any cache of it. */
export async function perform(
  request: KeychainRequest,
  entry: Entry,
  open: () => Entry,
): Promise<KeychainAnswer> {
  switch (request.op) {
    case 'probe':
      return { kind: 'ok', value: null }
    case 'get': {
      const value = (await entry.getPassword()) as string | null | undefined
      return value == null ? { kind: 'not-found' } : { kind: 'ok', value }
    }
    case 'set': {
      await entry.setPassword(request.secret)
      const kept = await open().getPassword()
      if (kept !== request.secret) return { kind: 'unavailable', reason: 'not-kept' }
      return { kind: 'ok', value: null }
    }
    case 'delete':
      return (await entry.deleteCredential()) ? { kind: 'ok', value: null } : { kind: 'not-found' }
  }
}
