import { existsSync } from 'node:fs'
import Database from 'libsql'
import { setAside } from '../settings/set-aside.ts'
import { migrate } from './migrations.ts'

export type Db = InstanceType<typeof Database>
export type Row = Record<string, unknown>

export interface OpenedDatabase {
  db: Db
  /** The name under which a damaged file was kept, where there was one. */
  setAsideAs?: string
}

/**
 * Opens journal.db, migrated to the present version. A damaged file is set aside with its write-ahead log (never
 * deleted) and a new one begun. A file that cannot be opened at all (folder, permissions, disk) throws.
 */
export function openDatabase(file: string, epochMs: number): OpenedDatabase {
  try {
    return { db: connect(file) }
  } catch (error) {
    if (!isDamage(error)) throw error
    const setAsideAs = setAside(file, epochMs)
    for (const companion of [`${file}-wal`, `${file}-shm`]) {
      if (existsSync(companion)) setAside(companion, epochMs)
    }
    return { db: connect(file), setAsideAs }
  }
}

function connect(file: string): Db {
  const db = new Database(file, { timeout: 5_000 })
  try {
    // The busy timeout of this library is 0 unless set: two writers would lose each other's rows (docs/decisions/004).
    db.pragma('busy_timeout = 5000')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    // Pages that many writes change again and again are copied home four times less often; at most 16 MiB wait.
    db.pragma('wal_autocheckpoint = 4000')
    db.pragma('foreign_keys = ON')
    db.pragma('secure_delete = ON')
    migrate(db)
    // Touches the tables, so that damage behind an intact header is met here and not in the middle of a payment.
    db.prepare('SELECT count(*) FROM payments').get()
    db.prepare('SELECT max(rowid) FROM exchanges').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** SQLite's words for a file that is no database or is broken inside. */
export function isDamage(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (
    code === 'SQLITE_NOTADB' ||
    code?.startsWith('SQLITE_CORRUPT') === true ||
    /malformed|not a database/i.test(message ?? '')
  )
}

/** Runs `work` with every commit forced to the disk: for intents, which must outlive a power cut. */
export function durably<T>(db: Db, work: () => T): T {
  db.pragma('synchronous = FULL')
  try {
    return db.transaction(work).immediate()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
