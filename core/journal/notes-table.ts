import type { Db, Row } from './database.ts'

/** What a person wrote to a payment. */
export interface Note {
  id: string
  at: string
  text: string
}

export interface NotesTable {
  add(localId: string, note: Note): void
  remove(localId: string, id: string): void
  /** Oldest first. */
  of(localId: string): Note[]
}

export function notesTable(db: Db): NotesTable {
  return {
    add(localId, { id, at, text }) {
      db.prepare('INSERT INTO notes (id, local_id, at, text) VALUES (?, ?, ?, ?)').run(
        id,
        localId,
        at,
        text,
      )
    },
    remove(localId, id) {
      db.prepare('DELETE FROM notes WHERE local_id = ? AND id = ?').run(localId, id)
    },
    of: (localId) =>
      (
        db
          .prepare('SELECT id, at, text FROM notes WHERE local_id = ? ORDER BY at, rowid')
          .all(localId) as Row[]
      ).map((row) => ({
        id: String(row['id']),
        at: String(row['at']),
        text: String(row['text']),
      })),
  }
}
