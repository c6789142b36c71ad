import { m } from '../../messages/index.ts'
import { KlaviError } from '../failure.ts'
import type { Environment } from '../model/environment.ts'
import type { VaultAnswer } from '../vault/vault.ts'

/** A vault's refusal as the error that the person sees; the four kinds stay four. */
export function refusal(
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
    unreadable: m.vault_reason_unreadable,
  }
  return (words[reason] ?? m.vault_reason_other)()
}
