import type { Db } from './database.ts'

export interface WordsOff {
  /** Makes the indexes of words anew from what is left, and lets them follow again. */
  rebuild(): void
}

/**
 * Lets rows be removed by the thousand: the triggers that take each out of the index of words are put away. Inside a
 * transaction only, so that nobody ever sees the tables without them.
 */
export function wordsOff(db: Db): WordsOff {
  const triggers = db
    .prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`)
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
  return {
    rebuild() {
      for (const index of ['payment_search', 'exchange_search']) {
        db.exec(`INSERT INTO ${index} (${index}) VALUES ('rebuild')`)
      }
      for (const { sql } of triggers) db.exec(sql)
    },
  }
}
