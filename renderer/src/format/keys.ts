import { m } from '../../../messages/index.ts'
import type { CredentialStatus } from '../../../electron/contract/types.ts'

const texts: Record<CredentialStatus['state'], () => string> = {
  checking: m.shell_keys_checking,
  absent: m.shell_keys_absent,
  stored: m.shell_keys_stored,
  session: m.shell_keys_session,
  lost: m.shell_keys_lost,
  foreign: m.shell_keys_foreign,
  locked: m.shell_keys_locked,
  denied: m.shell_keys_denied,
  unavailable: m.shell_keys_unavailable,
}

/** How an environment's keys stand, in two or three words. */
export const keysText = ({ state, unconfirmed }: CredentialStatus): string =>
  unconfirmed ? m.keys_text_unconfirmed() : texts[state]()

export const hasKeys = ({ state }: CredentialStatus): boolean =>
  state === 'stored' || state === 'session'
