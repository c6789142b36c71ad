import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import Database from 'libsql'
import { setAside } from '../settings/set-aside.ts'
import { assertPresent, migrate } from './migrations.ts'

export type Db = InstanceType<typeof Database>
export type Row = Record<string, unknown>

/** How long a write waits for another program's, where nobody says otherwise (docs/cli.md). */
const busyMs = 5_000

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

/**
 * A journal whose folder cannot be written, for reading: it must be of this very version. `immutable` where its
 * write-ahead log is not there, which nobody could make.
 */
export function openForReading(file: string): Db {
  const address = `${pathToFileURL(file).href}?mode=ro`
  const withoutLog = existsSync(`${file}-wal`) ? '' : '&immutable=1'
  const db = new Database(`${address}${withoutLog}`, { timeout: busyMs })
  try {
    db.pragma(`busy_timeout = ${busyMs}`)
    writeInTransactions(db)
    assertPresent(db)
    db.prepare('SELECT count(*) FROM payments').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function connect(file: string): Db {
  const db = new Database(file, { timeout: busyMs })
  try {
    // The busy timeout of this library is 0 unless set: two writers would lose each other's rows (docs/decisions/004).
    db.pragma(`busy_timeout = ${busyMs}`)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    // Pages that many writes change again and again are copied home four times less often; at most 16 MiB wait.
    db.pragma('wal_autocheckpoint = 4000')
    db.pragma('foreign_keys = ON')
    db.pragma('secure_delete = ON')
    migrate(db)
    writeInTransactions(db)
    // Touches the tables, so that damage behind an intact header is met here and not in the middle of a payment.
    db.prepare('SELECT count(*) FROM payments').get()
    db.prepare('SELECT max(rowid) FROM exchanges').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * A statement that met a lock stays open in this library, and no transaction of the connection can be committed until it
 * is collected ("SQL statements in progress"). `BEGIN IMMEDIATE` meets the lock first and leaves nothing open: no
 * statement writes outside a transaction.
 */
function writeInTransactions(db: Db): void {
  const prepare = db.prepare.bind(db) as (sql: string) => Plain
  const inTransaction = (sql: string): Plain => {
    const statement = prepare(sql)
    const run = statement.run.bind(statement)
    statement.run = (...values) => atomically(db, () => run(...values))
    return statement
  }
  db.prepare = inTransaction as unknown as Db['prepare']
  const close = db.close.bind(db)
  db.close = () => {
    closed.add(db)
    return close()
  }
}

interface Plain {
  run(...values: unknown[]): unknown
}

const closed = new WeakSet<Db>()

/** Whether a transaction is open. The library ends the whole program where a closed connection is asked. */
function isOpenIn(db: Db): boolean {
  if (closed.has(db)) throw new Error('the journal is closed')
  return db.inTransaction
}

/** All of `work` or nothing of it; inside another transaction, a part of that one. */
export function atomically<T>(db: Db, work: () => T): T {
  if (isOpenIn(db)) return work()
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (thrown) {
    // A disk that is full has rolled back already.
    if (isOpenIn(db)) db.exec('ROLLBACK')
    throw thrown
  }
}

/** Runs `work` with another longest wait for a lock: a window that stands still for seconds is no answer. */
export function briefly<T>(db: Db, patienceMs: number, work: () => T): T {
  if (isOpenIn(db)) return work()
  db.pragma(`busy_timeout = ${patienceMs}`)
  try {
    return work()
  } finally {
    db.pragma(`busy_timeout = ${busyMs}`)
  }
}

/** Whether waiting may help: a lock, a full disk, a disk that failed once. What does not fit fails again. */
export const mayPass = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|PROTOCOL|NOMEM)/.test(
    String((error as { code?: unknown } | null)?.code ?? ''),
  )

/** Another program is writing. */
export const isLock = (error: unknown): boolean =>
  /^SQLITE_(BUSY|LOCKED)/.test(String((error as { code?: unknown } | null)?.code ?? ''))

/** A row that belongs to one that is gone: its payment was forgotten while a call was under way. */
export const isOrphan = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'

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
  if (isOpenIn(db)) return work()
  db.pragma('synchronous = FULL')
  try {
    return atomically(db, work)
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
