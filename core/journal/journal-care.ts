import { statSync } from 'node:fs'
import type { JournalUsage, Retention, SweepResult } from '../model/journal-care.ts'
import { wordsOff, type WordsOff } from './bulk-delete.ts'
import { atomically, briefly, isLock, type Db, type Row } from './database.ts'
import { forgetPayment } from './forget-payment.ts'
import type { LargeBodies } from './large-bodies.ts'

export interface JournalCare {
  usage(): Omit<JournalUsage, 'writable' | 'fault'>
  /** What `sweep` would remove; nothing is. */
  preview(retention: Retention, nowMs: number): SweepResult
  /** Removes the oldest payments that have ended and are not watched, and exchanges that belong to none. */
  sweep(retention: Retention, nowMs: number): SweepResult
  /**
   * One payment and all that belongs to it; its bytes leave the file and the write-ahead log. False where another
   * program still reads the old state: `wipe` finishes it later.
   */
  forget(localId: string): boolean
  /** Every row of every table, and every body that lies in a file. Answers how many payments there were. */
  forgetAll(nowMs: number): { payments: number; wiped: boolean }
  /** Cuts the write-ahead log; false while another program reads. */
  wipe(): boolean
}

/** The window stands still for so long at the most until another program has read to its end. */
const patienceMs = 500

/** The share of free pages from which the file is made anew. */
const worthVacuum = 0.1
/** Large bodies that an exchange still has; the rest are about to go. */
const named = `sha256 IN (SELECT response_body_key FROM exchanges WHERE response_body_key IS NOT NULL)`

/** So many at a time, oldest first, until the file is small enough. */
const batch = 200

export function journalCare(db: Db, file: string, bodies: LargeBodies): JournalCare {
  const count = (table: string): number =>
    Number((db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as Row)['n'])
  const pragma = (name: string): number => {
    const [row] = db.pragma(name) as Record<string, number>[]
    return Number(Object.values(row ?? {})[0] ?? 0)
  }
  /** Of bodies that lie in files of their own. */
  const largeBytes = (which: string): number => {
    const row = db.prepare(`SELECT total(bytes) AS n FROM large_bodies WHERE ${which}`).get() as Row
    return Number(row['n'])
  }
  /** Bytes that rows and the large bodies that they name take, without pages that are free. */
  const inUse = (): number =>
    (pragma('page_count') - pragma('freelist_count')) * pragma('page_size') + largeBytes(named)
  const onDisk = (): number =>
    file === ''
      ? inUse()
      : [file, `${file}-wal`].reduce((sum, path) => sum + sizeOf(path), 0) + largeBytes('1')
  const counts = () => ({
    payments: count('payments'),
    exchanges: count('exchanges'),
    observations: count('observations'),
    webhooks: count('webhooks'),
  })

  const remove = (retention: Retention, nowMs: number): void => {
    const { days, megabytes } = retention
    if (days > 0) {
      const before = new Date(nowMs - days * 86_400_000).toISOString()
      db.prepare(`DELETE FROM payments WHERE created_at < ? AND ${removable}`).run(before)
      db.prepare('DELETE FROM exchanges WHERE at < ? AND local_id IS NULL').run(before)
      db.prepare('DELETE FROM webhooks WHERE at < ? AND local_id IS NULL').run(before)
      db.prepare(`DELETE FROM posts WHERE created_at < ? AND state <> 'intent'`).run(before)
    }
    if (megabytes <= 0) return
    const most = megabytes * 1_000_000
    while (inUse() > most) {
      const row = db
        .prepare(
          `SELECT max(at) AS until FROM (
             SELECT created_at AS at FROM payments WHERE ${removable}
             UNION ALL SELECT at FROM exchanges WHERE local_id IS NULL ORDER BY at LIMIT ${batch})`,
        )
        .get() as Row
      if (typeof row['until'] !== 'string') return
      const gone =
        db.prepare(`DELETE FROM payments WHERE created_at <= ? AND ${removable}`).run(row['until'])
          .changes +
        db.prepare('DELETE FROM exchanges WHERE at <= ? AND local_id IS NULL').run(row['until'])
          .changes
      if (gone === 0) return
    }
  }

  const swept = (work: () => void): SweepResult => {
    const before = counts()
    const bytesBefore = inUse()
    work()
    const after = counts()
    return {
      payments: before.payments - after.payments,
      exchanges: before.exchanges - after.exchanges,
      observations: before.observations - after.observations,
      webhooks: before.webhooks - after.webhooks,
      bytesBefore,
      bytesAfter: inUse(),
    }
  }

  /** The index of words is made anew once at the end, instead of row by row. */
  const inBulk = (work: () => void): void => {
    const words: WordsOff = wordsOff(db)
    work()
    words.rebuild()
  }

  const shrink = (): boolean => {
    try {
      db.exec('VACUUM')
    } catch (thrown) {
      // Another program reads or writes; what was removed is overwritten in place all the same (`secure_delete`).
      if (!isLock(thrown)) throw thrown
      emptyLog(db)
      return false
    }
    return emptyLog(db)
  }

  return {
    usage() {
      const row = db
        .prepare('SELECT min(created_at) AS oldest, max(created_at) AS newest FROM payments')
        .get() as Row
      const usage: ReturnType<JournalCare['usage']> = { ...counts(), bytes: onDisk(), file }
      if (typeof row['oldest'] === 'string') usage.oldestAt = row['oldest']
      if (typeof row['newest'] === 'string') usage.newestAt = row['newest']
      return usage
    },
    preview(retention, nowMs) {
      let result: SweepResult | undefined
      const undo = new Error('only looked')
      try {
        atomically(db, () => {
          result = swept(() => inBulk(() => remove(retention, nowMs)))
          throw undo
        })
      } catch (thrown) {
        if (thrown !== undo || result === undefined) throw thrown
      }
      return result as SweepResult
    },
    sweep(retention, nowMs) {
      const result = swept(() => atomically(db, () => inBulk(() => remove(retention, nowMs))))
      bodies.sweep(nowMs)
      // Making the whole file anew takes its time: only where much of it is free.
      if (pragma('freelist_count') > pragma('page_count') * worthVacuum) shrink()
      // Also where no whole page became free: what was removed still stands in the log.
      else emptyLog(db)
      return result
    },
    forget(localId) {
      bodies.release(atomically(db, () => forgetPayment(db, localId)))
      return emptyLog(db)
    },
    wipe: () => emptyLog(db),
    forgetAll(nowMs) {
      const payments = count('payments')
      const keys = db.prepare('SELECT sha256 FROM large_bodies').all() as { sha256: string }[]
      atomically(db, () => {
        const words = wordsOff(db)
        for (const table of plainTables(db)) db.exec(`DELETE FROM "${table}"`)
        words.rebuild()
      })
      bodies.release(keys.map(({ sha256 }) => sha256))
      bodies.sweep(nowMs)
      return { payments, wiped: shrink() }
    },
  }
}

/**
 * Ended, and not watched by anybody (also not by one that died, whose watch goes on). One whose outcome is unknown, or that
 * goes on at Klavi unwatched, has its only trace here.
 */
const removable = `state NOT IN ('intent', 'unknown', 'accepted') AND NOT EXISTS (
  SELECT 1 FROM watches w WHERE w.local_id = payments.local_id AND w.ended = 0)`

/**
 * Writes the log into the file and cuts it to nothing: what was deleted is nowhere then. False where another program
 * still reads what was before, which keeps the log.
 */
function emptyLog(db: Db): boolean {
  try {
    const [row] = briefly(db, patienceMs, () => db.pragma('wal_checkpoint(TRUNCATE)')) as Row[]
    return row?.['busy'] === 0
  } catch (thrown) {
    if (isLock(thrown)) return false
    throw thrown
  }
}

/** The tables that hold rows of their own, children before parents do not matter: keys cascade. */
function plainTables(db: Db): string[] {
  const rows = db
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND name NOT LIKE '%\\_search' ESCAPE '\\' AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\'`,
    )
    .all() as { name: string }[]
  return rows.map(({ name }) => name)
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
