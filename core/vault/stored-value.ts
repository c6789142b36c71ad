import type { CredentialRef, StoredCredential } from './vault.ts'

/** Service name of every keychain entry (docs/cli.md, files and names). */
export const KEYCHAIN_SERVICE = 'klavi-tester'

const VERSION = 1

/**
 * Account name of an entry: `<profile id>/<environment id>/<credential set>`. The profile's id keeps
 * a test profile away from a person's own keys. Throws RangeError for a part that is empty or holds
 * a slash or a control character, since two references could then name one entry.
 */
export function accountOf(ref: CredentialRef): string {
  const parts = [ref.profileId, ref.environmentId, ref.set]
  for (const part of parts) {
    // eslint-disable-next-line no-control-regex
    if (part === '' || /[/\u0000-\u001f\u007f]/.test(part)) {
      throw new RangeError('A credential reference has an empty part or a part with a slash in it')
    }
  }
  return parts.join('/')
}

/** The one string that the keychain keeps for a credential. */
export function encodeStored(credential: StoredCredential): string {
  const { accessKey, secretKey, origin, savedAt } = credential
  return JSON.stringify({ version: VERSION, accessKey, secretKey, origin, savedAt })
}

/** Reads `encodeStored` back; undefined for anything this version did not write. */
export function decodeStored(text: string): StoredCredential | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { version, accessKey, secretKey, origin, savedAt } = value as Record<string, unknown>
  if (version !== VERSION) return undefined
  if (typeof accessKey !== 'string' || typeof secretKey !== 'string') return undefined
  if (typeof origin !== 'string' || typeof savedAt !== 'string') return undefined
  return { accessKey, secretKey, origin, savedAt }
}
