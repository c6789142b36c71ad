const SHOWN = 4
// Four characters of a shorter key would give away too large a part of it.
const SHORTEST = 12

/**
 * What may be shown of a stored credential: the last 4 characters of the access key, or undefined
 * for a key shorter than 12 characters. Never called with a secret key.
 */
export function fingerprint(accessKey: string): string | undefined {
  return accessKey.length >= SHORTEST ? accessKey.slice(-SHOWN) : undefined
}
