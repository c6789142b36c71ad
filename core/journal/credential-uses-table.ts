import type { CredentialResult } from '../model/credential.ts'
import type { Db, Row } from './database.ts'

/** When each set of keys was used last, and how that ended. */
export interface CredentialUsesTable {
  last(environmentId: string, set: string): CredentialResult | undefined
  note(environmentId: string, set: string, result: CredentialResult): void
  forget(environmentId: string): void
}

export function credentialUsesTable(db: Db): CredentialUsesTable {
  return {
    last(environmentId, set) {
      const row = db
        .prepare(
          'SELECT at, ok, code FROM credential_uses WHERE environment_id = ? AND set_name = ?',
        )
        .get(environmentId, set) as Row | undefined
      if (row === undefined) return undefined
      const { at, ok, code } = row
      return { at: String(at), ok: ok === 1, ...(typeof code === 'string' && { code }) }
    },
    note(environmentId, set, { at, ok, code }) {
      db.prepare(
        `INSERT INTO credential_uses (environment_id, set_name, at, ok, code) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (environment_id, set_name)
         DO UPDATE SET at = excluded.at, ok = excluded.ok, code = excluded.code`,
      ).run(environmentId, set, at, ok ? 1 : 0, code ?? null)
    },
    forget: (environmentId) =>
      void db.prepare('DELETE FROM credential_uses WHERE environment_id = ?').run(environmentId),
  }
}
