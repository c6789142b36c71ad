import type { CredentialSet, CredentialTest } from '../../core/model/credential.ts'
import type { ConnectionTest, EnvironmentState } from '../../core/model/environment.ts'

/*
 * The lines of --json about environments and keys, each with exactly the fields of docs/cli.md. None holds a secret: of
 * a key there is its fingerprint, the last four characters of the accessKey.
 */

type Line = Record<string, unknown> & { type: string }

const line = (type: string, fields: Record<string, unknown>): Line => ({
  type,
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
})

export const environmentJson = (environment: EnvironmentState): Line =>
  line('environment', {
    id: environment.id,
    name: environment.name,
    kind: environment.kind,
    origin: environment.origin,
    prefix: environment.prefix,
    dialect: environment.dialect,
    guarded: environment.guard !== undefined,
    credentialSet: environment.credential.set,
    fingerprint: environment.credential.fingerprint,
  })

export const connectionJson = (test: ConnectionTest): Line =>
  line('connection', {
    environment: test.environmentId,
    origin: test.origin,
    ok: test.ok,
    totalMs: test.totalMs,
    steps: test.steps,
    errorCode: test.error?.code,
  })

export const credentialJson = ({ id }: { id: string }, set: CredentialSet): Line =>
  line('credential', {
    environment: id,
    set: set.set,
    active: set.active,
    state: set.state,
    fingerprint: set.fingerprint,
    savedAt: set.savedAt,
    origin: set.origin,
    unconfirmed: set.unconfirmed,
    lastUsedAt: set.lastUsedAt,
    lastOk: set.lastResult?.ok,
    vault: set.vault.kind === 'keychain' ? set.vault.detail : set.vault.kind,
  })

export const credentialTestJson = ({ id }: { id: string }, test: CredentialTest): Line =>
  line('credential-test', {
    environment: id,
    set: test.set,
    ok: test.ok,
    latencyMs: test.latencyMs,
    expiresAt: test.token?.expiresAt,
    errorCode: test.error?.code,
  })
