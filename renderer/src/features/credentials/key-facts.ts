import { m, type Language } from '../../../../messages/index.ts'
import type { CredentialStatus } from '../../../../electron/contract/types.ts'
import { hasKeys } from '../../format/keys.ts'
import { formatTime } from '../../format/time.ts'
import type { Definition } from '../../ui/index.ts'

const states: Record<CredentialStatus['state'], () => string> = {
  checking: m.credentials_state_checking,
  absent: m.credentials_state_absent,
  stored: m.credentials_state_stored,
  session: m.credentials_state_session,
  lost: m.credentials_state_lost,
  foreign: m.credentials_state_foreign,
  locked: m.credentials_state_locked,
  denied: m.credentials_state_denied,
  unavailable: m.credentials_state_unavailable,
}

/** The name of the set that nobody named stands in the person's language. */
export const setName = (set: string): string => (set === 'default' ? m.keys_set_default() : set)

/** `accepted`, or the code of what went wrong. */
export function resultText(status: CredentialStatus): string {
  const { lastResult } = status
  if (!lastResult) return m.keys_never_used()
  return lastResult.ok ? m.keys_result_ok() : m.keys_result_failed({ code: lastResult.code ?? '' })
}

function vaultText({ vault }: CredentialStatus): string {
  if (vault.kind === 'keychain') return m.keys_vault_keychain({ detail: vault.detail })
  if (vault.kind === 'lost') return m.keys_vault_lost({ detail: vault.detail })
  return vault.kind === 'session' ? m.keys_vault_session() : m.keys_vault_unknown()
}

/** What may be known of the keys in use. */
export function keyFacts(status: CredentialStatus, language: Language): Definition[] {
  const facts: Definition[] = [{ term: m.credentials_state(), value: states[status.state]() }]
  if (status.set !== 'default') facts.push({ term: m.keys_set(), value: status.set })
  if (status.fingerprint) {
    facts.push({
      term: m.credentials_fingerprint(),
      value: `••••${status.fingerprint}`,
      mono: true,
    })
  }
  if (hasKeys(status)) {
    if (status.savedAt) {
      facts.push({
        term: m.credentials_saved_at(),
        value: formatTime(status.savedAt, language, 'moment'),
      })
    }
    facts.push(
      {
        term: m.keys_last_used(),
        value: status.lastUsedAt
          ? formatTime(status.lastUsedAt, language, 'moment')
          : m.keys_never_used(),
        ...(status.lastResult ? { aside: resultText(status) } : {}),
      },
      // The simulator's keys are bound to it by name, wherever its port is.
      ...(status.origin?.startsWith('http')
        ? [{ term: m.keys_bound_to(), value: status.origin, mono: true }]
        : []),
    )
  }
  facts.push({ term: m.keys_vault(), value: vaultText(status) })
  return facts
}
