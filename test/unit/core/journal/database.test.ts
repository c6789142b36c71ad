import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { atomically, briefly, isDamage, openDatabase } from '../../../../core/journal/database.ts'
import {
  openJournal,
  openJournalForReading,
  openMemoryJournal,
} from '../../../../core/journal/journal.ts'
import { sampleIntent } from '../../../support/core/sample-intent.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

const at = Date.parse('2026-11-22T12:00:00.000Z')

it('sets what the journal relies on', () => {
  const { db } = openDatabase(join(temporaryFolder(), 'journal.db'), at)
  expect(db.pragma('busy_timeout')).toEqual([{ timeout: 5_000 }])
  expect(db.pragma('secure_delete')).toEqual([{ secure_delete: 1 }])
  expect(db.pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }])
  expect(db.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
  db.close()
})

/** Damage in journal.db alone would be mended from its write-ahead log. */
const forgetLog = (file: string): void => {
  for (const end of ['-wal', '-shm']) rmSync(file + end)
}

describe('a damaged journal', () => {
  it('that is no database is set aside whole, with its log, and told', () => {
    const folder = temporaryFolder()
    const parts = { 'journal.db': 'not a database, but mine'.repeat(50), 'journal.db-wal': 'log' }
    for (const [name, content] of Object.entries(parts)) writeFileSync(join(folder, name), content)
    const { journal, setAsideAs } = openJournal(folder, 'test', at)
    expect(setAsideAs).toBe('journal.db.damaged-20261122T120000-000Z')
    journal.payments.insertIntent(sampleIntent())
    expect(journal.payments.list({ limit: 10 })).toHaveLength(1)
    journal.close()
    for (const [name, content] of Object.entries(parts)) {
      const aside = join(folder, `${name}.damaged-20261122T120000-000Z`)
      expect(readFileSync(aside, 'utf8')).toBe(content)
    }
  })

  it('that is broken behind an intact header is set aside too', () => {
    const folder = temporaryFolder()
    const { journal } = openJournal(folder, 'test', at)
    for (let made = 0; made < 50; made += 1) {
      journal.payments.insertIntent(sampleIntent({ localId: `local-${made}` }))
    }
    journal.close()
    const file = join(folder, 'journal.db')
    forgetLog(file)
    const bytes = readFileSync(file)
    expect(bytes.length).toBeGreaterThan(20_000)
    bytes.fill(0xff, 4096)
    writeFileSync(file, bytes)
    const again = openJournal(folder, 'test', at)
    expect(again.setAsideAs).toMatch(/^journal\.db\.damaged-/)
    expect(readFileSync(join(folder, again.setAsideAs ?? '')).equals(bytes)).toBe(true)
    expect(again.journal.payments.list({ limit: 10 })).toEqual([])
    again.journal.close()
  })

  it('that was cut short is set aside too', () => {
    const folder = temporaryFolder()
    openJournal(folder, 'test', at).journal.close()
    const file = join(folder, 'journal.db')
    forgetLog(file)
    const cut = readFileSync(file).subarray(0, 5_000)
    writeFileSync(file, cut)
    const again = openJournal(folder, 'test', at)
    expect(again.setAsideAs).toBeDefined()
    expect(readFileSync(join(folder, again.setAsideAs ?? '')).equals(cut)).toBe(true)
    again.journal.close()
  })
})

it('is not set aside where it merely cannot be opened', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'journal.db'))
  expect(() => openJournal(folder, 'test', at)).toThrow()
  expect(readdirSync(folder)).toEqual(['journal.db'])
})

it.each([
  [{ code: 'SQLITE_NOTADB' }, true],
  [{ code: 'SQLITE_CORRUPT_INDEX' }, true],
  [{ message: 'database disk image is malformed' }, true],
  [{ message: 'file is not a database' }, true],
  [{ code: 'SQLITE_CANTOPEN' }, false],
  [{ code: 'SQLITE_BUSY' }, false],
  [{ code: 'SQLITE_FULL' }, false],
  [new Error('journal.db has version 9'), false],
  [undefined, false],
])('%j is damage: %s', (error, damage) => {
  expect(isDamage(error)).toBe(damage)
})

it('can live in memory where there is no folder for it', () => {
  const journal = openMemoryJournal('test')
  journal.payments.insertIntent(sampleIntent())
  expect(journal.payments.byLocalId('local-1')).toBeDefined()
  journal.close()
})

it('keeps all of a group of writes, or nothing of it', () => {
  const journal = openMemoryJournal('test')
  journal.payments.insertIntent(sampleIntent())
  expect(() =>
    journal.together(() => {
      journal.payments.update('local-1', { state: 'completed' })
      throw new Error('in the middle')
    }),
  ).toThrow('in the middle')
  expect(journal.payments.byLocalId('local-1')?.state).toBe('intent')
  journal.close()
})

it('keeps a draft for each environment, the last one', () => {
  const journal = openMemoryJournal('test')
  const time = '2026-11-22T12:00:00.000Z'
  expect(journal.drafts.get('sandbox')).toBeUndefined()
  journal.drafts.set('sandbox', 'first', time)
  journal.drafts.set('sandbox', 'second', time)
  journal.drafts.set('simulator', 'other', time)
  expect(journal.drafts.get('sandbox')).toBe('second')
  expect(journal.drafts.get('simulator')).toBe('other')
  journal.close()
})

it('a write that met a lock does not keep later ones from being committed', () => {
  const file = join(temporaryFolder(), 'journal.db')
  const { db } = openDatabase(file, 0)
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  const renew = db.prepare('UPDATE watches SET heartbeat_ms = ?')
  expect(() => briefly(db, 10, () => renew.run(1))).toThrow(/locked/)
  other.exec('ROLLBACK')
  other.close()
  expect(atomically(db, () => db.prepare('DELETE FROM drafts').run()).changes).toBe(0)
  db.close()
})

describe('a journal for reading', () => {
  it('shows what is there and takes nothing', () => {
    const folder = temporaryFolder()
    const { journal } = openJournal(folder, 'one', at)
    journal.payments.insertIntent(sampleIntent())
    journal.close()
    const readable = openJournalForReading(folder, 'other')
    expect(readable.payments.list({ limit: 9 })).toHaveLength(1)
    expect(() => readable.payments.update('local-1', { state: 'unknown' })).toThrow(/readonly/)
    readable.close()
  })

  it('must be there, and of this version', () => {
    expect(() => openJournalForReading(temporaryFolder(), 'one')).toThrow()
    const folder = temporaryFolder()
    const { db } = openDatabase(join(folder, 'journal.db'), at)
    db.pragma('user_version = 1')
    db.close()
    expect(() => openJournalForReading(folder, 'one')).toThrow(/version 1/)
  })
})

it('a write that comes after the end fails, and takes nothing with it', () => {
  const { journal } = openJournal(temporaryFolder(), 'one', at)
  journal.close()
  expect(() => journal.leases.renew(at)).toThrow(/closed|not open/)
  expect(() => journal.together(() => {})).toThrow(/closed|not open/)
})
