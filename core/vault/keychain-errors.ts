import type { KeychainAnswer } from './keychain-protocol.ts'
import type { UnavailableReason } from './vault.ts'

/**
 * Tells the keyring library's errors apart. They carry no code but `GenericFailure`, so their words
 * are all there is: "Platform failure: …" and "Couldn't access platform storage: …" with the
 * platform's own text behind. Linux texts were seen against gnome-keyring; the macOS ones are
 * Security.framework's for errSecUserCanceled, errSecAuthFailed and errSecInteractionNotAllowed.
 */
export function classifyKeychainError(error: unknown): KeychainAnswer {
  const text = error instanceof Error ? error.message : String(error)
  if (/prompt was dismissed|prompt dismissed/i.test(text)) return { kind: 'denied' }
  if (/user canceled|passphrase you entered is not correct/i.test(text)) return { kind: 'denied' }
  if (/object locked|interaction is not allowed/i.test(text)) return { kind: 'locked' }
  const detail = text.slice(0, 300)
  const unavailable = (reason: UnavailableReason): KeychainAnswer => ({
    kind: 'unavailable',
    reason,
    detail,
  })
  if (/not provided by any|no secret service/i.test(text)) return unavailable('no-secret-service')
  if (/failed to connect|DBUS_SESSION_BUS_ADDRESS|no DBus session/i.test(text))
    return unavailable('no-bus')
  if (/no result found/i.test(text)) return unavailable('no-default-keyring')
  if (/matched by \d+ credentials|ambiguous/i.test(text)) return unavailable('ambiguous')
  if (/longer than/i.test(text)) return unavailable('too-long')
  return unavailable('failed')
}
