import { Buffer } from 'node:buffer'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Checkpoint, FilteredBody } from '../evidence/redacting-filter.ts'
import type { BodySlice } from '../model/exchange.ts'
import type { Db, Row } from './database.ts'

/** Response bodies above a megabyte: redacted, each a file of its own, an unchanged one kept once for all exchanges. */
export interface LargeBodies {
  /** Where a body may be written while it comes; undefined where none can be kept. */
  folder(): string | undefined
  /** Takes a file over; the key says it in an exchange. */
  keep(file: string, body: FilteredBody): string
  /** `offset` and `length` in characters. */
  slice(key: string, offset: number, length: number): BodySlice | undefined
  /** The file of a body, for whoever reads all of it elsewhere. */
  place(key: string): { file: string; characters: number } | undefined
  /** Deletes what no exchange refers to any more. Answers how many bodies there were. */
  sweep(nowMs: number): number
  /** Deletes those of `keys` that no exchange has, at once: somebody wants them forgotten. */
  release(keys: readonly string[]): void
}

/** A file that another process has just written may not be in an exchange yet. */
const settledMs = 60 * 60_000

/** @param root undefined: nothing is kept in files */
export function largeBodies(db: Db, root: string | undefined): LargeBodies {
  let made: boolean | undefined
  const pathOf = (key: string): string => join(root ?? '', `${key}.body`)
  const rowOf = (key: string): Row | undefined =>
    db.prepare('SELECT * FROM large_bodies WHERE sha256 = ?').get(key) as Row | undefined

  return {
    folder() {
      if (root === undefined) return undefined
      made ??= makeFolder(root)
      return made ? root : undefined
    },
    keep(file, { sha256, bytes, characters, checkpoints }) {
      const path = pathOf(sha256)
      if (existsSync(path) && rowOf(sha256) !== undefined) {
        rmSync(file, { force: true })
        // As good as new: a sweep in another process must not take it before the exchange is written.
        const now = new Date()
        utimesSync(path, now, now)
        return sha256
      }
      renameSync(file, path)
      db.prepare(
        `INSERT INTO large_bodies (sha256, bytes, characters, checkpoints) VALUES (?, ?, ?, ?)
         ON CONFLICT (sha256) DO NOTHING`,
      ).run(sha256, bytes, characters, JSON.stringify(checkpoints))
      return sha256
    },
    slice(key, offset, length) {
      const row = rowOf(key)
      if (row === undefined) return undefined
      const total = Number(row['characters'])
      const checkpoints = JSON.parse(String(row['checkpoints'])) as Checkpoint[]
      const end = Math.min(total, offset + length)
      const first = checkpoints.findLast(([character]) => character <= offset) ?? [0, 0]
      const last = checkpoints.find(([character]) => character >= end)
      const text = readText(pathOf(key), first[1], last?.[1] ?? Number(row['bytes']))
      if (text === undefined) return undefined
      return { text: text.slice(offset - first[0], Math.max(0, end - first[0])), offset, total }
    },
    place(key) {
      const row = rowOf(key)
      return row && { file: pathOf(key), characters: Number(row['characters']) }
    },
    sweep(nowMs) {
      if (root === undefined || !existsSync(root)) return 0
      const gone = db
        .prepare(
          `SELECT sha256 FROM large_bodies WHERE sha256 NOT IN
             (SELECT response_body_key FROM exchanges WHERE response_body_key IS NOT NULL)`,
        )
        .all() as { sha256: string }[]
      const orphans = new Set(gone.map(({ sha256 }) => `${sha256}.body`))
      let swept = 0
      for (const name of readdirSync(root)) {
        const key = name.replace(/\.body$/, '')
        if (!orphans.has(name) && rowOf(key) !== undefined) continue
        if (nowMs - statSync(join(root, name)).mtimeMs < settledMs) continue
        rmSync(join(root, name), { force: true })
        db.prepare('DELETE FROM large_bodies WHERE sha256 = ?').run(key)
        swept += 1
      }
      return swept
    },
    release(keys) {
      for (const key of keys) {
        const used = db
          .prepare('SELECT 1 FROM exchanges WHERE response_body_key = ? LIMIT 1')
          .get(key)
        if (used !== undefined) continue
        db.prepare('DELETE FROM large_bodies WHERE sha256 = ?').run(key)
        if (root !== undefined) rmSync(pathOf(key), { force: true })
      }
    },
  }
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    return true
  } catch {
    // Then bodies stay in the journal itself.
    return false
  }
}

/** The text between two places in a file; undefined where the file is gone. */
function readText(path: string, from: number, to: number): string | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const bytes = Buffer.alloc(Math.max(0, to - from))
    const read = readSync(file, bytes, 0, bytes.length, from)
    return bytes.subarray(0, read).toString('utf8')
  } finally {
    closeSync(file)
  }
}
