import type { CredentialSet, CredentialState } from '../../core/model/credential.ts'
import type { ConnectionTest, EnvironmentState } from '../../core/model/environment.ts'
import { m } from '../../messages/index.ts'
import { plainText } from './plain-text.ts'
import type { Style } from './style.ts'

/** One line an environment: name, dialect, origin, and what is remembered of its keys. */
export function environmentLines(
  environments: readonly EnvironmentState[],
  style: Style,
): string[] {
  const width = Math.max(...environments.map(({ name }) => name.length))
  const origins = Math.max(...environments.map(({ origin }) => origin.length))
  return environments.map((one) => {
    const { fingerprint } = one.credential
    const keys = fingerprint === undefined ? '' : `••••${fingerprint}`
    const guarded = one.guard === undefined ? '' : style('red', m.cli_env_guarded())
    const facts = [
      style('bold', plainText(one.name).padEnd(width)),
      one.dialect.toUpperCase(),
      plainText(one.origin).padEnd(origins),
      style('dim', one.id),
      keys,
      guarded,
    ]
    return facts.filter((fact) => fact !== '').join('  ')
  })
}

/** The steps of a connection test with their times. */
export function connectionLines(test: ConnectionTest, style: Style): string[] {
  const marks = { ok: 'green', failed: 'red', skipped: 'dim' } as const
  return test.steps.map(({ name, state, ms, detail = '' }) => {
    const time = ms === undefined ? '' : `${ms.toFixed(1)} ms`
    return `${style(marks[state], name.toUpperCase().padEnd(5))}  ${time.padStart(10)}  ${plainText(detail)}`.trimEnd()
  })
}

const states: Record<CredentialState, () => string> = {
  checking: m.cli_keys_checking,
  absent: m.cli_keys_absent,
  stored: m.cli_keys_stored,
  session: m.cli_keys_session,
  lost: m.cli_keys_lost,
  foreign: m.cli_keys_foreign,
  locked: m.cli_keys_locked,
  denied: m.cli_keys_denied,
  unavailable: m.cli_keys_unavailable,
}

/** One line a set: its name, where the keys are, their fingerprint. */
export function credentialLines(
  { name }: { name: string },
  sets: readonly CredentialSet[],
  style: Style,
): string[] {
  const width = Math.max(0, ...sets.map(({ set }) => set.length))
  return sets.map((one) => {
    const mark = one.active ? '*' : ' '
    const facts = [
      `${mark} ${style('bold', plainText(name))}  ${plainText(one.set).padEnd(width)}`,
      states[one.state](),
      one.fingerprint === undefined ? '' : `••••${one.fingerprint}`,
      one.savedAt ?? '',
      one.unconfirmed === true
        ? style('yellow', m.cli_keys_unconfirmed({ origin: one.origin ?? '' }))
        : '',
    ]
    return facts.filter((fact) => fact !== '').join('  ')
  })
}
